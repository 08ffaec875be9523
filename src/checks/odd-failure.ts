import type { Said } from '../domain/said.ts';
import { countingFailure } from './answer-sights.ts';
import { check } from './contract.ts';
import { subjectOf, walkSights } from './sights.ts';
import { lacksHeaders } from './unsent-headers.ts';
import { again, ask, say } from './write.ts';

/** What no other check has a name for; it never stands beside one that does. */
export const oddFailure = check({
  code: 'DC4007',
  severity: 'error',
  lastResort: true,
  title: say('The route to the registry fails in an unusual way', '到仓库的路径以少见的方式失败'),
  about: say(
    'A stage failed, and what came back is neither a usable answer nor a usual failure: a status that registries do not use, redirects that lead nowhere, or bytes that are not HTTP. The evidence shows what was asked and what came back.',
    '某一步失败，而返回的既不是可用的应答，也不是常见的故障：仓库不会使用的状态码、没有终点的重定向，或根本不是 HTTP 的字节。证据中列出了请求与应答。',
  ),
  ways: [
    say('show the evidence to whoever runs the registry', '把证据交给仓库的管理者'),
    say('try the same from another network', '在另一个网络中做同样的请求'),
  ],
  reads: ['routes'],
  causes: ['DC6015'],
  judge: ({ routes }) =>
    walkSights(routes).flatMap((sight) => {
      const { walk, severity, place } = sight;
      const failed = countingFailure(sight);
      if (!failed || lacksHeaders(sight)) return [];
      const { stage, reason } = failed;
      const subject = subjectOf(walk.endpoint);
      const what = meaningOf(reason ?? '');
      return [
        {
          subject,
          severity,
          text: say(
            `${subject} fails at ${stage}: ${what.en}.`,
            `${subject} 在 ${stage} 阶段失败：${what['zh-CN']}。`,
          ),
          seen: [`${stage}: ${reason}`, ...detailOf(walk[stage as keyof typeof walk])],
          places: [place(stage)],
          remedies: [
            ask(
              say(
                `Please look at ${subject}: ${stage} fails, ${what.en}.`,
                `请检查 ${subject}：${stage} 阶段失败，${what['zh-CN']}。`,
              ),
            ),
            again(walk.image),
          ],
        },
      ];
    }),
});

function meaningOf(reason: string): Said {
  const known = meanings.find(([pattern]) => pattern.test(reason));
  const status = /^HTTP_(\d+)$/.exec(reason)?.[1];
  if (status) return say(`the answer is ${status}`, `应答为 ${status}`);
  return known ? known[1] : say(reason, reason);
}

const meanings: readonly (readonly [RegExp, Said])[] = [
  [/^TOO_MANY_REDIRECTS$/, say('its redirects never end', '重定向没有尽头')],
  [/^BAD_LOCATION$/, say('a redirect leads nowhere', '重定向没有指向可用的地址')],
  [/HEADERS_OVERFLOW$/, say('its headers never end', '应答头没有尽头')],
  [/^HPE/, say('what comes back is not HTTP', '返回的内容不是 HTTP')],
];

/** The request and its status, or what the connection said. */
function detailOf(outcome: unknown): readonly string[] {
  if (typeof outcome !== 'object' || outcome === null) return [];
  if ('detail' in outcome && typeof outcome.detail === 'string' && outcome.detail !== '') {
    return [outcome.detail];
  }
  if (!('data' in outcome) || typeof outcome.data !== 'object' || outcome.data === null) return [];
  const { method, url, status, excerpt } = outcome.data as { readonly [name: string]: unknown };
  if (method === undefined) return [];
  return [`${method} ${url} → ${status}`, ...(excerpt ? [String(excerpt)] : [])];
}
