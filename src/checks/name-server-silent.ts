import type { HostFacts } from '../domain/facts.ts';
import type { Remedy } from '../domain/finding.ts';
import { check, type Found } from './contract.ts';
import type { NameserversSeen } from './evidence.ts';
import { answers, unresolved } from './unresolved.ts';
import { ask, run, say } from './write.ts';

/** A configured name server does not answer over UDP. */
export const nameServerSilent = check({
  code: 'DC1002',
  severity: 'warning',
  title: say('A name server does not answer', 'DNS 服务器没有应答'),
  about: say(
    'The engine asks the name servers of /etc/resolv.conf one after the other and gives each 5 seconds, twice. A silent one in front delays every pull; if none of them answers, nothing can be pulled ("i/o timeout" on port 53).',
    '引擎会依次询问 /etc/resolv.conf 中的 DNS 服务器，每个等待 5 秒、共两轮。排在前面而不应答的服务器会拖慢每次拉取；如果都不应答，则什么都拉不下来（53 端口 “i/o timeout”）。',
  ),
  ways: [
    say(
      'remove the dead name server from /etc/resolv.conf, or repair it',
      '从 /etc/resolv.conf 中移除失效的 DNS 服务器，或将其修复',
    ),
    say('open UDP port 53 to it', '放行到它的 UDP 53 端口'),
  ],
  reads: ['nameservers', 'routes', 'facts'],
  causes: ['DC6015', 'DC6014'],
  judge: ({ nameservers, routes, facts }) => {
    const silent = nameservers.configured.flatMap((server) => silenceOf(server, nameservers));
    if (silent.length === 0) return [];
    const led = unresolved(nameservers, routes);
    if (nameservers.isDefault) return [{ ...unnamed(silent, uselessLines(facts)), ...led }];
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
    ({ name, type, transport, answer, ms }) =>
      `${name} ${type} @${server} ${transport}: ${answer}, ${ms} ms`,
  );
  return [{ server, refused: silent.every(({ answer }) => answer === 'ECONNREFUSED'), seen }];
}

function deaf({ server, refused, seen }: Silence): Omit<Found, 'places' | 'severity'> {
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
    remedies: isLoopback(server)
      ? [localService(server), whoWroteIt]
      : [whoWroteIt, askFor(server)],
  };
}

function askFor(server: string): Remedy {
  return ask(
    say(
      `Please check the name server ${server}: this host gets no answer from it on port 53.`,
      `请检查 DNS 服务器 ${server}：本机在 53 端口得不到它的应答。`,
    ),
  );
}

function isLoopback(server: string): boolean {
  return /^127\.|^::1$/.test(server);
}

/** systemd-resolved(8): its stub listens on these two, and nobody else does. */
function localService(server: string): Remedy {
  if (server === '127.0.0.53' || server === '127.0.0.54') {
    const text = say(
      'start systemd-resolved, whose address this is, or set another server in /etc/resolv.conf',
      '启动 systemd-resolved（这是它的地址）；或在 /etc/resolv.conf 中写明其他服务器',
    );
    return run(text, ['systemctl', 'restart', 'systemd-resolved']);
  }
  const text = say(
    `see what listens on port 53 of this host: a local name server (dnsmasq, unbound, bind) is expected on ${server}`,
    `查看本机 53 端口上的监听者：${server} 上应当有本地 DNS 服务（dnsmasq、unbound、bind）`,
  );
  return run(text, ['ss', '-lnup', 'sport = :53']);
}

/** Nobody named a server, and on the one Go takes instead nothing answers. */
function unnamed(silent: readonly Silence[], useless: readonly string[]) {
  const servers = silent.map(({ server }) => server);
  const [line] = useless;
  return {
    subject: '/etc/resolv.conf',
    text:
      line === undefined
        ? say(
            `/etc/resolv.conf is missing or names no name server. The engine then asks ${servers.join(' and ')}, where nothing answers.`,
            `/etc/resolv.conf 不存在或没有列出 DNS 服务器。引擎于是询问 ${servers.join(' 和 ')}，而那里没有应答。`,
          )
        : say(
            `/etc/resolv.conf says "${line}", which is not an address, and names no other name server. The engine then asks ${servers.join(' and ')}, where nothing answers.`,
            `/etc/resolv.conf 中写着“${line}”，它不是地址，也没有列出其他 DNS 服务器。引擎于是询问 ${servers.join(' 和 ')}，而那里没有应答。`,
          ),
    seen: [...useless, ...silent.flatMap(({ seen }) => seen)],
    remedies: [
      line === undefined ? whereItLeads : whoWroteIt,
      ask(
        say(
          'Please tell me the name servers of this network: /etc/resolv.conf of this host names none.',
          '请告知本网络的 DNS 服务器：本机的 /etc/resolv.conf 中没有列出。',
        ),
      ),
    ] as const,
  };
}

/** Lines that name a server by anything but an address: Go passes over them (go src/net/dnsconfig_unix.go). */
function uselessLines({ files }: HostFacts): readonly string[] {
  const state = files.get('/etc/resolv.conf')?.state;
  if (state?.kind !== 'file') return [];
  const lines = new TextDecoder().decode(state.bytes).split('\n');
  return lines.filter((line) => /^nameserver\s+\S/.test(line)).map((line) => line.trim());
}

const whereItLeads = run(
  say(
    'see whether it is a link to a file that nothing writes any more',
    '查看它是否是指向已无人写入的文件的链接',
  ),
  ['ls', '-l', '/etc/resolv.conf'],
);

const whoWroteIt = run(
  say(
    'see which name servers this host uses, and who wrote them',
    '查看本机使用哪些 DNS 服务器、由谁写入',
  ),
  ['cat', '/etc/resolv.conf'],
);
