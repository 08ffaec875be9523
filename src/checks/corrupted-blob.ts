import type { Said } from '../domain/said.ts';
import { type AnswerSight, answerSights } from './answer-sights.ts';
import { check } from './contract.ts';
import { again, ask, say } from './write.ts';

/** The bytes that came are not the bytes that were asked for. */
export const corruptedBlob = check({
  code: 'DC4032',
  severity: 'error',
  title: say('Downloaded content is corrupted', '下载的内容已损坏'),
  about: say(
    'Every blob and manifest is named by the SHA-256 of its bytes, and these bytes have a different one: a mirror or cache is broken, or a proxy changes or truncates downloads ("filesystem layer verification failed", "unexpected commit digest").',
    '每个数据块和清单都以其字节的 SHA-256 命名，而收到的字节并不相符：镜像站或缓存已损坏，或代理改动、截断了下载的内容（“filesystem layer verification failed”“unexpected commit digest”）。',
  ),
  ways: [
    say('bypass the mirror, or purge its cache', '绕过该镜像站，或清除其缓存'),
    say('exempt the registry from content inspection', '将仓库排除在内容检查之外'),
  ],
  reads: ['routes'],
  judge: ({ routes }) =>
    answerSights(routes)
      .filter(({ reason }) => reason === 'CORRUPTED' || reason === 'DIGEST_MISMATCH')
      .map((sight) => {
        const { severity, stage, place, walk } = sight;
        const { who, wanted, came, page } = alteredOf(sight);
        return {
          subject: who,
          severity,
          text: page
            ? say(
                `${who} sends a web page instead of ${wanted}: a sign-in, block or error page.`,
                `${who} 返回的是网页，而不是 ${wanted}：可能是登录页、拦截页或错误页。`,
              )
            : say(
                `${who} sends the wrong bytes for ${wanted}.`,
                `${who} 为 ${wanted} 提供的字节与之不符。`,
              ),
          seen: [`wanted ${wanted}`, `came ${came}`, ...(page ? [`Content-Type: ${page}`] : [])],
          places: [place(stage)],
          remedies: [ask(page ? aboutPage(who) : aboutBytes(who, wanted)), again(walk.image)],
        };
      }),
});

function alteredOf({ walk, subject }: AnswerSight) {
  const { blob, manifest } = walk;
  if (manifest.kind === 'failed') {
    const [wanted = '', came = ''] = manifest.detail.split(' ≠ ');
    return { who: subject, wanted, came, page: null };
  }
  const seen = blob.kind === 'saw' ? blob.data : null;
  return {
    who: seen?.servedBy ?? subject,
    wanted: seen?.digest ?? '',
    came: seen?.contentDigest ?? '',
    page: /^text\/html/.test(seen?.contentType ?? '') ? (seen?.contentType ?? null) : null,
  };
}

function aboutPage(who: string): Said {
  return say(
    `Please let this host download from ${who}: a web page comes instead of image layers (a sign-in page of the network, a filter, or a block by region).`,
    `请允许本机从 ${who} 下载：返回的是网页而不是镜像层（网络登录页、过滤设备或地区限制）。`,
  );
}

function aboutBytes(who: string, wanted: string): Said {
  return say(
    `Please check ${who}: the bytes of ${wanted} arrive corrupted.`,
    `请检查 ${who}：${wanted} 的字节到达时已损坏。`,
  );
}
