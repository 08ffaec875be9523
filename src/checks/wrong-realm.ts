import { isIP } from 'node:net';
import type { HttpSeen, WalkSeen } from '../probes/seen.ts';
import { check, type Found } from './contract.ts';
import { subjectOf, type WalkSight, walkSights } from './sights.ts';
import { stagesOf } from './stages.ts';
import { ask, run, say } from './write.ts';

/** The challenge sends the client to a place it was not meant for. */
export const wrongRealm = check({
  code: 'DC4010',
  severity: 'error',
  title: say('The registry names the wrong address for tokens', '仓库给出的令牌地址有误'),
  about: say(
    'A registry behind a reverse proxy builds its token address from what it knows about itself. If external_url or the X-Forwarded headers are wrong, it says http instead of https, gives an internal host name, or leaves out the port, and every client fails there. (Harbor: external_url and X-Forwarded-Proto; distribution: http.host.)',
    '位于反向代理之后的仓库会用自己所知的信息拼出令牌地址。如果 external_url 或 X-Forwarded 头不对，它就会把 https 写成 http、给出内部主机名或漏掉端口，所有客户端都会在那里失败。（Harbor：external_url 与 X-Forwarded-Proto；distribution：http.host。）',
  ),
  ways: [
    say(
      'correct external_url (Harbor) or http.host and X-Forwarded-Proto (distribution) on the registry',
      '在仓库上更正 external_url（Harbor）或 http.host 与 X-Forwarded-Proto（distribution）',
    ),
  ],
  reads: ['routes'],
  judge: ({ routes }) => walkSights(routes).flatMap(findingOf),
});

function findingOf(sight: WalkSight): readonly Found[] {
  const { walk, severity, place } = sight;
  const failed = stagesOf(walk).some(
    ({ stage, outcome }) => stage === 'token' && outcome === 'failed',
  );
  const realm = realmOf(walk);
  if (!failed || realm === null || (walk.token.kind === 'saw' && walk.token.data.hasToken))
    return [];
  const oddity = oddityOf(realm, walk);
  if (!oddity) return [];
  const subject = subjectOf(walk.endpoint);
  const expected = expectedFor(realm, walk);
  return [
    {
      subject,
      severity,
      text: say(
        `${subject} sends clients to ${realm} for a token: ${oddity.en}.`,
        `${subject} 让客户端到 ${realm} 获取令牌：${oddity['zh-CN']}。`,
      ),
      seen: [`realm: ${realm}`, `registry: ${walk.endpoint.url}`],
      places: [place('token')],
      remedies: [
        ask(
          say(
            `Please correct the token realm of the registry on ${subject}: it is ${realm}; from here it should be ${expected}.`,
            `请更正 ${subject} 仓库的令牌 realm：目前是 ${realm}；从这里看应为 ${expected}。`,
          ),
        ),
        run(say('see the challenge', '查看质询'), ['curl', '-sI', `${walk.endpoint.url}/v2/`]),
      ] as const,
    },
  ];
}

function realmOf(walk: WalkSeen): string | null {
  const answered: readonly HttpSeen[] = [walk.v2, walk.manifest].flatMap((outcome) =>
    outcome.kind === 'saw' ? [outcome.data] : [],
  );
  const bearer = answered
    .flatMap(({ challenges }) => challenges)
    .find(({ scheme }) => scheme === 'bearer');
  return bearer?.parameters.realm || null;
}

/** Where the token server probably is: here, under the path that was named. */
function expectedFor(realm: string, { endpoint }: WalkSeen): string {
  const { origin } = new URL(endpoint.url);
  if (isUrl(realm)) return `${origin}${new URL(realm).pathname}`;
  if (realm.startsWith('/')) return `${origin}${realm}`;
  return /^[\w.-]+\.[\w-]+(:\d+)?\//.test(realm) ? `https://${realm}` : `${origin}/token`;
}

/** Go asks for nothing else (golang/go src/net/http/transport.go roundTrip). */
function isUrl(realm: string): boolean {
  return /^https?:/i.test(realm) && URL.canParse(realm);
}

function oddityOf(text: string, walk: WalkSeen) {
  if (!isUrl(text)) {
    return say(
      'not a URL with http:// or https://, which engines do not complete',
      '这不是以 http:// 或 https:// 开头的网址，引擎也不会将其补全',
    );
  }
  const realm = new URL(text);
  const home = new URL(walk.endpoint.url);
  const host = realm.hostname.replace(/^\[|\]$/g, '');
  if (realm.protocol === 'http:' && home.protocol === 'https:') {
    return say('plain http for an https registry', 'https 仓库却使用明文 http');
  }
  if (isLocal(host) && !isLocal(home.hostname)) {
    return say('an address that works only on the server itself', '只在服务器自身上才有效的地址');
  }
  if (realm.hostname === home.hostname && realm.port !== home.port) {
    return say('the right host with another port', '主机正确但端口不同');
  }
  if (!host.includes('.') && isIP(host) === 0) {
    return say('a name that is known only inside its own network', '只在其内部网络中有效的名称');
  }
  return null;
}

function isLocal(host: string): boolean {
  return host === 'localhost' || /^127\.|^169\.254\.|^0\.0\.0\.0$|^::1$/.test(host);
}
