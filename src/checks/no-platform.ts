import type { Said } from '../domain/said.ts';
import { answerSights, isMirror } from './answer-sights.ts';
import { check } from './contract.ts';
import { run, say } from './write.ts';

/** The image exists, for other machines. */
export const noPlatform = check({
  code: 'DC4016',
  severity: 'error',
  title: say('The image does not exist for this platform', '该镜像不支持本机平台'),
  about: say(
    'The index lists images for several platforms, but none for this machine ("no matching manifest for linux/…").',
    '镜像索引中列出了若干平台，但没有本机的（“no matching manifest for linux/…”）。',
  ),
  ways: [
    say(
      'choose another tag, or another platform with --platform',
      '选择其他标签，或用 --platform 指定其他平台',
    ),
  ],
  reads: ['routes', 'facts'],
  judge: ({ routes, facts }) =>
    answerSights(routes)
      .filter((sight) => !isMirror(sight) && sight.reason === 'NO_PLATFORM')
      .map(({ walk, severity, place }) => ({
        subject: walk.image,
        severity,
        text: lacking(walk.image, facts.shell.DOCKER_DEFAULT_PLATFORM),
        seen: ['the index has no entry for this platform'],
        places: [place('manifest')],
        remedies: [
          run(say('see which platforms it has', '查看它支持哪些平台'), [
            'docker',
            'manifest',
            'inspect',
            walk.image,
          ]),
        ],
      })),
});

/** The shell can ask for another platform than the machine's. */
function lacking(image: string, asked: string | undefined): Said {
  return asked === undefined
    ? say(
        `${image} has no image for this machine's platform.`,
        `${image} 没有适用于本机平台的镜像。`,
      )
    : say(
        `${image} has no image for ${asked}, the platform that DOCKER_DEFAULT_PLATFORM asks for in this shell.`,
        `${image} 没有适用于 ${asked} 的镜像；该平台由此 shell 中的 DOCKER_DEFAULT_PLATFORM 指定。`,
      );
}
