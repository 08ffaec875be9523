import { aboutAnswer, answerLines, answerSights } from './answer-sights.ts';
import { check } from './contract.ts';
import { again, ask, say } from './write.ts';

/** The blob host answers, and not with the blob. */
export const blobTrouble = check({
  code: 'DC4031',
  severity: 'error',
  title: say('Layers are not served', '镜像层没有被提供'),
  about: say(
    'The manifest came, but a blob it names did not: redirects without end, a refusal or an error where they lead, or an answer that never ends.',
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
        return {
          ...aboutAnswer(sight),
          text: say(
            `${subject} serves the manifest, but not its blobs: ${reason} (${last}).`,
            `${subject} 提供了清单，但没有提供其数据块：${reason}（${last}）。`,
          ),
          seen: [
            ...redirects.map(({ from, to, status }) => `${from} → ${status} ${to}`),
            ...answerLines(sight),
            ...detail,
          ],
          remedies: [
            ask(
              say(
                `Please check blob downloads of the registry on ${subject}: ${reason} (${last}).`,
                `请检查 ${subject} 仓库的数据块下载：${reason}（${last}）。`,
              ),
            ),
            again(walk.image),
          ],
        };
      }),
});
