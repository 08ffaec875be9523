import type { UnreadMeant } from '../../checks/evidence.ts';
import { parseProxyUrl } from '../../domain/proxy-url.ts';
import {
  type EnvironmentAssignment,
  ownValue,
  parseEnvironmentFile,
} from '../../formats/environment-file.ts';
import { parseFlags } from '../../formats/flags.ts';

/**
 * What somebody wanted who wrote settings where nobody reads them: the registry's side of it, as a
 * shell would read the file. A proxy with a password is left out; it belongs in no evidence.
 * @param partly only what systemd passes over
 */
export function meantByUnread(text: string, partly: boolean): UnreadMeant {
  const found = parseEnvironmentFile(text).assignments.filter(
    ({ systemd, shell }) => shell !== null && !shell.dynamic && (!partly || systemd === null),
  );
  const flags = found.flatMap(flagsIn);
  const valuesOf = (name: string) =>
    flags.flatMap((flag) => (flag.name === name && flag.value ? [flag.value] : []));
  const proxy = (name: string) => found.findLast((each) => each.name.toLowerCase() === name);
  const url = (name: string) => withoutSecret(proxy(name)?.shell?.value ?? '');
  return {
    mirrors: valuesOf('registry-mirror'),
    insecure: valuesOf('insecure-registry'),
    httpProxy: url('http_proxy'),
    httpsProxy: url('https_proxy'),
    noProxy: proxy('no_proxy')?.shell?.value ?? '',
  };
}

/** Variables that hold flags of dockerd, by whatever name a distribution gives them. */
const flagVariables = /^(?:DOCKER_OPTS|OPTIONS|other_args|INSECURE_REGISTRY)$/;

function flagsIn({ name, shell }: EnvironmentAssignment) {
  return flagVariables.test(name) && shell ? parseFlags(ownValue(shell)).flags : [];
}

function withoutSecret(text: string): string {
  const parsed = parseProxyUrl(text);
  return parsed.kind === 'proxy' && parsed.proxy.password === undefined ? text : '';
}
