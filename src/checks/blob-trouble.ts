import type { Said } from '../domain/said.ts';
import { type AnswerSight, aboutAnswer, answerLines, answerSights } from './answer-sights.ts';
import { check } from './contract.ts';
import { again, ask, say } from './write.ts';

/** The blob host answers, and not with the blob. */
export const blobTrouble = check({
  code: 'DC4031',
  severity: 'error',
  title: say('Layers are not served', '镜像层没有被提供'),
  about: say(
    'The manifest was served, but a blob that it names was not: the redirects never end, the host they lead to refuses or fails, or its answer never ends.',
    '清单已取得，但其中的数据块取不到：无止境的重定向、重定向目标拒绝或出错，或永不结束的应答。',
  ),
  ways: [say('report it to whoever runs the registry', '告知仓库的管理者')],
  reads: ['routes'],
  causes: ['DC4030'],
  judge: ({ routes }) =>
    answerSights(routes)
      .filter(
        ({ stage, reason }) => stage === 'blob' && reason !== 'CORRUPTED' && reason !== 'NO_WAY',
      )
      .map((sight) => {
        const { subject, walk, reason } = sight;
        const { blob } = walk;
        const redirects = blob.kind === 'saw' ? blob.data.redirects : [];
        const detail = blob.kind === 'failed' && blob.detail !== '' ? [blob.detail] : [];
        const last = redirects.at(-1)?.to ?? subject;
        const refusal = refusalIn(sight);
        const what = refusal ? `${reason}, ${refusal}` : reason;
        const isSlow = reason === 'DEADLINE' && sight.severity === 'error';
        return {
          ...aboutAnswer(sight),
          // The engine waits longer than this look did.
          ...(isSlow ? { severity: 'warning' as const } : {}),
          text: withHint(refusal, {
            en: `${subject} serves the manifest, but not its blobs: ${what} (${last}).`,
            'zh-CN': `${subject} 提供了清单，但没有提供其数据块：${what}（${last}）。`,
          }),
          seen: [
            ...redirects.map(({ from, to, status }) => `${from} → ${status} ${to}`),
            ...answerLines(sight),
            ...detail,
          ],
          remedies: [
            ask(
              say(
                `Please check blob downloads of the registry on ${subject}: ${what} (${last}).`,
                `请检查 ${subject} 仓库的数据块下载：${what}（${last}）。`,
              ),
            ),
            again(walk.image),
          ],
        };
      }),
});

/** What an object store says of itself (Amazon S3 and its kin: Error responses, in XML). */
function refusalIn({ walk }: AnswerSight): string | null {
  const text = walk.blob.kind === 'saw' ? walk.blob.data.excerpt : '';
  const code = /<Code>([\w.]{1,60})<\/Code>/.exec(text)?.[1];
  const message = /<Message>([^<]{1,200})/.exec(text)?.[1];
  return code === undefined ? null : `${code}${message ? ` "${message.trim()}"` : ''}`;
}

const timed = /expired|TooSkewed|not yet valid/i;

/** The registry signs the URL with its own clock, and the store compares it with its own. */
function withHint(refusal: string | null, text: Said): Said {
  if (refusal === null || !timed.test(refusal)) return text;
  return say(
    `${text.en} The registry signs its blob redirects with a time: its clock and that of the blob store may differ, or something in between caches old answers.`,
    `${text['zh-CN']}仓库用自己的时间为数据块的下载地址签名：它与存储服务器的时钟可能不一致，或中间有设备缓存了旧的应答。`,
  );
}
