import type { WalkSeen } from '../probes/seen.ts';
import { check } from './contract.ts';
import { withoutMirror } from './mirror-sights.ts';
import { subjectOf } from './sights.ts';
import { run, say } from './write.ts';

/** The mirror serves another image under the same name. */
export const mirrorDiffers = check({
  code: 'DC7007',
  severity: 'warning',
  title: say('The mirror serves a different image than upstream', '镜像站提供的镜像与上游不同'),
  about: say(
    'For the same tag, the mirror gives a different digest than Docker Hub: its copy is old (many keep a tag for hours), or it is not the same image. A pull then gets what the mirror has.',
    '对于同一标签，镜像站给出的摘要与 Docker Hub 不同：它的副本已过时（许多会缓存数小时），或根本不是同一个镜像。而实际拉取的是镜像站给出的内容。',
  ),
  ways: [
    say('pull by digest, which no mirror can change', '按摘要拉取，任何镜像站都无法更改'),
    say("purge the mirror's cache, or use another", '清除该镜像站的缓存，或换用其他的'),
  ],
  reads: ['routes', 'views'],
  judge: ({ routes, views }) =>
    routes.flatMap(({ walks, route }) => {
      const upstream = walks.find(({ endpoint }) => endpoint.role === 'upstream');
      const wanted = upstream ? digestOf(upstream) : null;
      if (wanted === null || route.reference.digest !== null) return [];
      return walks.flatMap((walk) => {
        const got = digestOf(walk);
        if (walk.endpoint.role !== 'mirror' || got === null || got === wanted) return [];
        return [
          {
            subject: subjectOf(walk.endpoint),
            text: say(
              `For ${walk.image} the mirror ${walk.endpoint.url} serves ${short(got)}, but upstream has ${short(wanted)}.`,
              `对于 ${walk.image}，镜像站 ${walk.endpoint.url} 提供 ${short(got)}，上游为 ${short(wanted)}。`,
            ),
            seen: [`mirror: ${got}`, `upstream: ${wanted}`],
            places: [],
            remedies: [
              withoutMirror(walk.endpoint.url, views.files),
              run(say('pull exactly what upstream has', '准确拉取上游的内容'), [
                'docker',
                'pull',
                `${route.reference.domain}/${route.reference.path}@${wanted}`,
              ]),
            ] as const,
          },
        ];
      });
    }),
});

function digestOf({ manifest, content }: WalkSeen): string | null {
  if (manifest.kind !== 'saw' || manifest.data.status !== 200) return null;
  const body = content.kind === 'saw' ? content.data.contentDigest : null;
  return manifest.data.digest ?? body;
}

function short(digest: string): string {
  return digest.slice(0, 19);
}
