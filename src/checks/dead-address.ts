import { joinHostPort } from '../domain/host-port.ts';
import type { DialSeen, HopSeen } from '../probes/seen.ts';
import { check, type Found } from './contract.ts';
import { pinLines, pinRemedies } from './pinned.ts';
import { dialLines, dialledOf, type HopSight, hopSights } from './sights.ts';
import { again, ask, leading, say } from './write.ts';

/** One of several addresses does not answer, and the engine waits for it before the next. */
export const deadAddress = check({
  code: 'DC1020',
  severity: 'warning',
  title: say('An address of the host does not answer', '该主机的一个地址没有应答'),
  about: say(
    'For every connection, the engine dials the addresses of a name one after the other and divides 30 seconds among them. A dead address in front costs each request of a pull up to 15 seconds, and the classic store gives up on its first request after that time ("Client.Timeout exceeded", "context deadline exceeded").',
    '引擎逐个连接名称的各个地址，并在它们之间分配 30 秒，每次连接都是如此：排在前面的失效地址会让拉取的每个请求多等最多 15 秒，而经典存储在这段时间后就会放弃第一个请求（“Client.Timeout exceeded”“context deadline exceeded”）。',
  ),
  ways: [
    say('remove the dead address from DNS or /etc/hosts', '从 DNS 或 /etc/hosts 中去掉失效的地址'),
    say(
      'start the server at that address, or allow packets to it',
      '启动该地址上的服务器，或放行到它的报文',
    ),
  ],
  reads: ['routes'],
  judge: ({ routes }) => hopSights(routes).flatMap(findingOf),
});

function findingOf({ hop, severity, place, walk }: HopSight): readonly Found[] {
  const dead = deadBefore(hop);
  const [first] = dead;
  if (!first || hop.tcp.kind !== 'saw') return [];
  const { host, port } = dialledOf(hop);
  const addresses = dead.map(({ address }) => address).join(', ');
  const seconds = Math.round(waitedFor(hop) / 1_000);
  return [
    {
      subject: host,
      severity,
      text: say(
        `${addresses} comes before ${hop.tcp.data.address} among the addresses of ${host} and does not answer; the engine waits ${seconds} s for it at every connection.`,
        `${host} 的地址中，${addresses} 排在 ${hop.tcp.data.address} 之前且没有应答；引擎每次连接都要为它等待 ${seconds} 秒。`,
      ),
      seen: [...pinLines(hop), ...dialLines(hop)],
      places: [place('tcp')],
      remedies: leading(
        pinRemedies(hop),
        ask(
          say(
            `Please make ${joinHostPort(first.address, port)} answer, or remove ${addresses} from the addresses of ${host}: nothing answers there.`,
            `请启动或放行 ${joinHostPort(first.address, port)}，或从 ${host} 的地址中去掉 ${addresses}：那里没有应答。`,
          ),
        ),
        again(walk.image),
      ),
    },
  ];
}

/** A refusal comes at once; a second without anything is one that a user waits for. */
const longMs = 1_000;

/** Addresses of the family that connected, which were waited for in vain before one did. */
function deadBefore({ dials, tcp }: HopSeen): readonly DialSeen[] {
  const won = dials.find(({ answer }) => answer === 'ok');
  if (tcp.kind !== 'saw' || !won) return [];
  return dials
    .slice(0, dials.indexOf(won))
    .filter(({ family, ms }) => family === won.family && ms >= longMs);
}

/** Of Docker's dialer (moby daemon/pkg/registry/registry.go newTransport). */
const patienceMs = 30_000;

/**
 * How long the engine waits for dead addresses before it connects. Silence costs an equal share of
 * the time that is left, and an error what it took (golang/go src/net/dial.go partialDeadline).
 */
export function waitedFor(hop: HopSeen): number {
  const dead = deadBefore(hop);
  const family = dead[0]?.family;
  const of = (each: DialSeen) => each.family === family;
  const dialled = hop.dials.filter(of);
  const known = hop.dns.kind === 'saw' ? hop.dns.data.addresses : [];
  const count = known.filter((each) => each.includes(':') === (family === 6)).length;
  return dead.reduce((waited, each) => {
    const left = Math.max(1, count - dialled.indexOf(each));
    const share = (patienceMs - waited) / left;
    return waited + (each.answer === 'DEADLINE' ? share : each.ms);
  }, 0);
}
