import type { ProxyUrl } from '../domain/desired.ts';
import type { Outcome } from '../domain/outcome.ts';
import { formatProxyUrl } from '../domain/proxy-url.ts';
import type { Wait, Wire } from '../ports/network.ts';
import type { ProxySeen } from './seen.ts';

/**
 * Asks a SOCKS5 proxy for a connection; the name goes to the proxy unresolved, as Go sends it for
 * both socks5 and socks5h (golang/net internal/socks/client.go).
 * @returns status: the reply code of RFC 1928 §6 (0 is success); 255 when no method suits
 */
export async function askSocks(
  wire: Wire,
  target: { readonly proxy: ProxyUrl; readonly host: string; readonly port: number },
  wait: Wait,
): Promise<Outcome<ProxySeen>> {
  const { proxy } = target;
  const begun = performance.now();
  const seen = (status: number, reason: string): Outcome<ProxySeen> => ({
    kind: 'saw',
    data: {
      proxy: formatProxyUrl(proxy, { withPassword: false }),
      protocol: 'socks5',
      status,
      reason,
      schemes: [],
      sentCredentials: proxy.username !== undefined,
    },
    ms: Math.round(performance.now() - begun),
  });
  const greeting = await ask(
    wire,
    proxy.username === undefined ? [5, 1, 0] : [5, 2, 0, 2],
    2,
    wait,
  );
  if (greeting.kind !== 'saw') return greeting;
  if (greeting.data[0] !== 5) return notSocks(greeting.data);
  if (greeting.data[1] === 2) {
    const login = await ask(wire, loginOf(proxy), 2, wait);
    if (login.kind !== 'saw') return login;
    if (login.data[1] !== 0) return seen(refusedLogin, 'username/password authentication failed');
  } else if (greeting.data[1] !== 0) return seen(noMethod, 'no acceptable authentication methods');
  const reply = await ask(wire, requestOf(target), 5, wait);
  if (reply.kind !== 'saw') return reply;
  const status = reply.data[1] ?? noMethod;
  if (status === 0) await skipBoundAddress(wire, reply.data, wait);
  return seen(status, replies[status] ?? `reply ${status}`);
}

const noMethod = 255;
const refusedLogin = 254;

const replies: { readonly [code: number]: string } = {
  0: 'succeeded',
  1: 'general SOCKS server failure',
  2: 'connection not allowed by ruleset',
  3: 'network unreachable',
  4: 'host unreachable',
  5: 'connection refused',
  6: 'TTL expired',
  7: 'command not supported',
  8: 'address type not supported',
};

function notSocks(bytes: Uint8Array): Outcome<ProxySeen> {
  const detail = [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join(' ');
  return { kind: 'failed', code: 'NOT_SOCKS', detail, ms: 0 };
}

/** RFC 1929 §2; each field holds at most 255 bytes. */
function loginOf(proxy: ProxyUrl): readonly number[] {
  const field = (text: string) => {
    const bytes = new TextEncoder().encode(text).slice(0, 255);
    return [bytes.length, ...bytes];
  };
  return [1, ...field(proxy.username ?? ''), ...field(proxy.password?.reveal() ?? '')];
}

function requestOf({ host, port }: { host: string; port: number }): readonly number[] {
  const name = new TextEncoder().encode(host).slice(0, 255);
  return [5, 1, 0, 3, name.length, ...name, port >> 8, port & 0xff];
}

/** After success comes the address the proxy dials from; nobody needs it, but it must be read. */
async function skipBoundAddress(wire: Wire, head: Uint8Array, wait: Wait): Promise<void> {
  const length = head[3] === 1 ? 4 : head[3] === 4 ? 16 : (head[4] ?? 0) + 1;
  await readExactly(wire, length + 2 - 1, wait);
}

async function ask(
  wire: Wire,
  bytes: readonly number[],
  length: number,
  wait: Wait,
): Promise<Outcome<Uint8Array>> {
  wire.write(new Uint8Array(bytes));
  return readExactly(wire, length, wait);
}

async function readExactly(wire: Wire, length: number, wait: Wait): Promise<Outcome<Uint8Array>> {
  let heard = new Uint8Array();
  while (heard.length < length) {
    const read = await wire.read(wait);
    if (read.kind !== 'saw') return read;
    if (!read.data) return { kind: 'failed', code: 'ECONNRESET', detail: 'closed', ms: 0 };
    heard = new Uint8Array([...heard, ...read.data]);
  }
  if (heard.length > length) wire.unread(heard.slice(length));
  return { kind: 'saw', data: heard.slice(0, length), ms: 0 };
}
