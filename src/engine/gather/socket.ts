import type { Layout, UnitFacts } from '../../domain/facts.ts';
import { readDaemonJson } from '../../formats/daemon-json.ts';
import type { Reading } from './reading.ts';

/**
 * The layout of a host that runs, with the socket on which its engine listens: daemon.json can name
 * it where no flag does (`hosts`; the engine does not start with both).
 */
export async function withSocket(
  reading: Reading,
  layout: Layout,
  unit: UnitFacts | null,
): Promise<Layout> {
  if (unit === null || unit.flags.some(({ name }) => name === 'host')) return layout;
  await reading.read([layout.daemonJson]);
  const state = reading.files.get(layout.daemonJson)?.state;
  const document = state?.kind === 'file' ? readDaemonJson(state.bytes, null) : null;
  const hosts = document?.kind === 'ok' ? document.values.hosts : null;
  const sockets = Array.isArray(hosts) ? hosts.map(String).flatMap(socketIn) : [];
  const [first] = sockets;
  return first === undefined || sockets.includes(layout.socket)
    ? layout
    : { ...layout, socket: first };
}

/** `fd://` stands for docker.socket, and `unix://` for the default: neither is a path of its own. */
function socketIn(host: string): readonly string[] {
  const path = /^unix:\/\/(\/.+)$/.exec(host)?.[1];
  return path === undefined ? [] : [path === '/run/docker.sock' ? `/var${path}` : path];
}
