import { type AnswerSight, aboutAnswer, answerSights, isMirror } from './answer-sights.ts';
import { check, type Found } from './contract.ts';
import type { Evidence } from './evidence.ts';
import { withoutMirror } from './mirror-sights.ts';
import { lacksHeaders, unsentHeaders } from './unsent-headers.ts';
import { ask, say } from './write.ts';

/** A mirror that wants a login gets none, or the wrong one. */
export const mirrorWantsLogin = check({
  code: 'DC7005',
  severity: 'warning',
  title: say(
    'The mirror requires a login, which mirrors cannot be given',
    '镜像站要求登录，而引擎无法登录镜像站',
  ),
  about: say(
    'registry-mirrors have no logins of their own. The classic store offers the mirror your Docker Hub login instead, so a mirror that asks for one learns that login (moby#30880); the containerd store offers nothing, except headers set in hosts.toml.',
    'registry-mirrors 没有自己的登录信息。经典存储会把您的 Docker Hub 登录提供给要求登录的镜像站，对方因此会得到它（moby#30880）；containerd 存储则什么也不提供，除非在 hosts.toml 中写明请求头。',
  ),
  ways: [
    say('use a mirror without login', '使用无需登录的镜像站'),
    say(
      'with the containerd store, give it a header in certs.d/docker.io/hosts.toml',
      '在 containerd 存储中，可在 certs.d/docker.io/hosts.toml 里为它设置请求头',
    ),
  ],
  reads: ['routes', 'views'],
  causes: ['DC7008'],
  judge: ({ routes, views }) =>
    answerSights(routes)
      .filter(isMirror)
      .flatMap((sight) => {
        if (lacksHeaders(sight)) return [unsentHeaders(sight)];
        return asksWho.has(sight.reason) ? [findingOf(sight, views)] : [];
      }),
});

const asksWho: ReadonlySet<string> = new Set(['HTTP_401', 'NO_CREDENTIALS']);

function findingOf(sight: AnswerSight, { used, files }: Evidence['views']): Found {
  const { url } = sight.walk.endpoint;
  return {
    ...aboutAnswer(sight),
    text:
      used.engine.store === 'containerd'
        ? say(
            `The mirror ${url} asks for a login, and the engine has none for mirrors.`,
            `镜像站 ${url} 要求登录，而引擎没有用于镜像站的登录。`,
          )
        : say(
            `The mirror ${url} asks for a login; the engine would give it your Docker Hub login.`,
            `镜像站 ${url} 要求登录；引擎会把您的 Docker Hub 登录交给它。`,
          ),
    remedies: [
      withoutMirror(url, files),
      ask(
        say(
          `Please let this host pull from the mirror ${url} without a login.`,
          `请允许本机无需登录即可从镜像站 ${url} 拉取。`,
        ),
      ),
    ],
  };
}
