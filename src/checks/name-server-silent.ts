import { check } from './contract.ts';
import type { NameserversSeen } from './evidence.ts';
import { answers, unresolved } from './unresolved.ts';
import { ask, run, say } from './write.ts';

/** A configured name server does not answer over UDP. */
export const nameServerSilent = check({
  code: 'DC1002',
  severity: 'warning',
  title: say('A name server does not answer', 'DNS 服务器没有应答'),
  about: say(
    'The engine asks the name servers of /etc/resolv.conf one after the other and gives each 5 seconds, twice. A silent one in front delays every pull; if none answers, nothing can be pulled ("i/o timeout" on port 53).',
    '引擎会依次询问 /etc/resolv.conf 中的 DNS 服务器，每个等待 5 秒、共两轮。排在前面而不应答的服务器会拖慢每次拉取；如果都不应答，则什么都拉不下来（53 端口 “i/o timeout”）。',
  ),
  ways: [
    say(
      'remove the dead name server from /etc/resolv.conf, or repair it',
      '从 /etc/resolv.conf 中移除失效的 DNS 服务器，或将其修复',
    ),
    say('open UDP port 53 to it', '放行到它的 UDP 53 端口'),
  ],
  reads: ['nameservers', 'routes'],
  causes: ['DC6015', 'DC6014'],
  judge: ({ nameservers, routes }) => {
    const silent = nameservers.configured.flatMap((server) => silenceOf(server, nameservers));
    if (silent.length === 0) return [];
    const led = unresolved(nameservers, routes);
    if (nameservers.isDefault) return [{ ...unnamed(silent), ...led }];
    return silent.map((each) => ({ ...deaf(each), ...led }));
  },
});

interface Silence {
  readonly server: string;
  readonly refused: boolean;
  readonly seen: readonly string[];
}

/** A server that was asked and never answered, by neither transport. */
function silenceOf(server: string, nameservers: NameserversSeen): readonly Silence[] {
  const own = nameservers.asked.filter((seen) => seen.server === server);
  const silent = own.filter(({ answer }) => answer === 'DEADLINE' || answer === 'ECONNREFUSED');
  if (own.length === 0 || silent.length < own.length) return [];
  const overTcp = nameservers.overTcp.filter((seen) => seen.server === server);
  if (overTcp.some(({ answer }) => answers.has(answer))) return [];
  const seen = [...silent, ...overTcp].map(
    ({ name, type, transport, answer, ms }) => `${name} ${type} ${transport}: ${answer}, ${ms} ms`,
  );
  return [{ server, refused: silent.every(({ answer }) => answer === 'ECONNREFUSED'), seen }];
}

function deaf({ server, refused, seen }: Silence) {
  return {
    subject: server,
    text: refused
      ? say(
          `Nothing listens on port 53 of ${server}, a name server in /etc/resolv.conf.`,
          `/etc/resolv.conf 中的 DNS 服务器 ${server} 的 53 端口上没有服务在监听。`,
        )
      : say(
          `${server}, a name server in /etc/resolv.conf, answers neither over UDP nor over TCP.`,
          `/etc/resolv.conf 中的 DNS 服务器 ${server} 通过 UDP 和 TCP 均无应答。`,
        ),
    seen,
    remedies: [
      whoWroteIt,
      ask(
        say(
          `Please check the name server ${server}: this host gets no answer from it on port 53.`,
          `请检查 DNS 服务器 ${server}：本机在 53 端口得不到它的应答。`,
        ),
      ),
    ] as const,
  };
}

/** Nobody named a server, and on the one Go takes instead nothing answers. */
function unnamed(silent: readonly Silence[]) {
  const servers = silent.map(({ server }) => server);
  return {
    subject: '/etc/resolv.conf',
    text: say(
      `/etc/resolv.conf is missing or names no name server. The engine then asks ${servers.join(' and ')}, where none answers.`,
      `/etc/resolv.conf 不存在或没有列出 DNS 服务器。引擎于是询问 ${servers.join(' 和 ')}，而那里没有应答。`,
    ),
    seen: silent.flatMap(({ seen }) => seen),
    remedies: [
      run(
        say(
          'see whether it is a link to a file that nothing writes any more',
          '查看它是否是指向已无人写入的文件的链接',
        ),
        ['ls', '-l', '/etc/resolv.conf'],
      ),
      ask(
        say(
          'Please tell me the name servers of this network: /etc/resolv.conf of this host names none.',
          '请告知本网络的 DNS 服务器：本机的 /etc/resolv.conf 中没有列出。',
        ),
      ),
    ] as const,
  };
}

const whoWroteIt = run(
  say(
    'see which name servers this host uses, and who wrote them',
    '查看本机使用哪些 DNS 服务器、由谁写入',
  ),
  ['cat', '/etc/resolv.conf'],
);
