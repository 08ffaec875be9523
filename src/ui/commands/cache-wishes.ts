import { Failure } from '../../domain/failure.ts';
import type { ProxySettings } from '../../domain/proxy.ts';
import { formatProxyUrl, parseProxyUrl } from '../../domain/proxy-url.ts';
import { findContainer, findProgram } from '../../engine/cache/host.ts';
import {
  type CacheProgram,
  type CacheTls,
  type CacheWishes,
  defaultListen,
  defaultStorage,
  nameInCertificate,
  parseImageName,
  parseListen,
  parsePlainPath,
} from '../../engine/cache/wishes.ts';
import { cacheWords } from '../../engine/cache/words.ts';
import { viewOf } from '../../engine/view/view.ts';
import type { Run } from '../cli/command.ts';
import type { Host } from '../cli/host.ts';
import { variableOf } from '../cli/option.ts';

/**
 * What the command line says of the cache, and what it leaves open as this host suggests it.
 * @throws Failure usage, or invalidInput for a file or program that is not there
 */
export async function readCacheWishes(run: Run, host: Host): Promise<CacheWishes> {
  const { options } = run;
  const listen = parseListen(options.text('listen') ?? defaultListen);
  const tls = tlsOf(run);
  return {
    ...listen,
    storage: parsePlainPath('--storage', options.text('storage') ?? defaultStorage),
    runs: await programOf(run, host),
    proxies: proxiesOf(run, host),
    tls,
    serverName: options.text('server-name') ?? (await nameOf(host, tls)),
  };
}

async function programOf({ options }: Run, { facts, ports }: Host): Promise<CacheProgram> {
  const [binary, image] = [options.text('binary'), options.text('container')];
  if (binary !== null && image !== null) {
    throw new Failure('usage', cacheWords.binaryOrContainer());
  }
  if (image !== null) return findContainer(parseImageName(image), { facts, ...ports });
  const named = binary === null ? null : parsePlainPath('--binary', binary);
  return { kind: 'binary', path: await findProgram(ports.files, named) };
}

function tlsOf({ options }: Run): CacheTls | null {
  const certificate = options.text('tls-cert');
  const key = options.text('tls-key');
  if (certificate === null && key === null) return null;
  if (certificate === null || key === null) {
    throw new Failure('usage', cacheWords.keyWithoutPair());
  }
  return {
    certificate: parsePlainPath('--tls-cert', certificate),
    key: parsePlainPath('--tls-key', key),
  };
}

/** Clients verify the name in the certificate; without one, the engine knows its host's name. */
async function nameOf({ facts, ports }: Host, tls: CacheTls | null): Promise<string | null> {
  const own = facts.info?.raw.Name;
  if (tls === null) return typeof own === 'string' && own !== '' ? own : null;
  const { state } = await ports.files.snapshot(tls.certificate);
  const bytes = state.kind === 'file' ? state.bytes : new Uint8Array();
  return nameInCertificate(tls.certificate, bytes);
}

/** `none` for no proxy; what is not said is as the engine has it. */
function proxiesOf({ options }: Run, { facts }: Host): ProxySettings {
  const given = options.wish('upstream-proxy');
  const text = given?.values.at(-1);
  if (!given || text === undefined) return viewOf(facts, 'files').proxies;
  if (text === 'none') return { http: '', https: '', no: '' };
  const parsed = parseProxyUrl(text);
  if (parsed.kind !== 'proxy') {
    const reason = parsed.kind === 'empty' ? '' : parsed.engineText;
    throw new Failure('usage', cacheWords.notProxy(reason));
  }
  if (parsed.proxy.password && given.source === 'flag') {
    throw new Failure('usage', cacheWords.passwordInArgument(variableOf('upstream-proxy')));
  }
  const url = formatProxyUrl(parsed.proxy, { withPassword: true });
  return { http: url, https: url, no: '' };
}
