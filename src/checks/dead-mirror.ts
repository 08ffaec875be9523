import { check } from './contract.ts';
import { mirrorSights, withoutMirror } from './mirror-sights.ts';
import { run, say } from './write.ts';

/** The mirror's host is gone. */
export const deadMirror = check({
  code: 'DC7009',
  severity: 'warning',
  title: say('The mirror is gone', '镜像站已失效'),
  about: say(
    "The mirror's name no longer exists, or nothing answers there. Public mirrors often disappear; every pull first waits for the dead one.",
    '镜像站的域名已不存在，或没有任何应答。公共镜像站经常消失；每次拉取都会先等待失效的那个。',
  ),
  ways: [
    say(
      'remove it, and let dockcfg mirrors rank find one that works',
      '将其移除，并用 dockcfg mirrors rank 寻找可用的',
    ),
  ],
  reads: ['routes', 'views'],
  causes: [
    'DC1002',
    'DC1003',
    'DC3001',
    'DC3005',
    'DC3006',
    'DC3008',
    'DC3010',
    'DC5006',
    'DC1017',
  ],
  judge: ({ routes, views }) =>
    mirrorSights(routes)
      .filter(({ walk, failed }) => walk.hops[0]?.proxy === null && isGone(failed))
      .map(({ walk, subject, severity, failed, place }) => ({
        subject,
        severity,
        text: say(
          `The mirror ${walk.endpoint.url} no longer exists or does not answer (${failed.stage}: ${failed.reason}).`,
          `镜像站 ${walk.endpoint.url} 已不存在或没有应答（${failed.stage}：${failed.reason}）。`,
        ),
        seen: [
          `${failed.stage}: ${failed.reason}`,
          ...(failed.ms === null ? [] : [`${failed.ms} ms`]),
        ],
        places: [place(failed.stage)],
        remedies: [
          withoutMirror(walk.endpoint.url, views.files),
          run(say('find one that works', '寻找可用的镜像站'), ['dockcfg', 'mirrors', 'rank']),
        ],
      })),
});

function isGone({ stage, reason }: { stage: string; reason: string | null }): boolean {
  if (stage === 'dns') return reason === 'NXDOMAIN';
  return (
    stage === 'tcp' &&
    ['ECONNREFUSED', 'DEADLINE', 'ETIMEDOUT', 'EHOSTUNREACH', 'ENETUNREACH'].includes(reason ?? '')
  );
}
