import type { Json } from '../../domain/json.ts';
import { hasHostsToml, readsHostsToml } from '../../targets/hosts-files.ts';
import type { Current } from './current.ts';
import { nothingPlaced, type Placed, type PlacedEdit, together } from './placed.ts';
import { textsOf, type Want } from './wants.ts';
import { because } from './words.ts';

/** Places what is wished for one registry: its CA, the client's certificate, its mirrors. */
export function placeRegistry(want: Want, current: Current): Placed {
  if (want.subject === null) return nothingPlaced;
  return want.key === 'mirrors' ? placeMirrors(want, want.subject) : placeTrust(want, current);
}

/**
 * Certificates lie in the registry's trust directory. Where the containerd store finds a
 * hosts.toml there it reads nothing else by itself, so the file has to name them
 * (containerd core/remotes/docker/config/hosts.go loadHostDir).
 */
function placeTrust(want: Want, current: Current): Placed {
  const { facts } = current;
  const host = want.subject ?? '';
  const edit = { ...want, because: because.trust(host) };
  const named = readsHostsToml(facts) && hasHostsToml(facts, host);
  const edits: PlacedEdit[] = [{ target: 'certs-d', edit }];
  if (named) edits.push({ target: 'hosts-toml', edit });
  return together([{ edits }]);
}

/** Mirrors of any registry but Docker Hub: only hosts.toml can say them. */
function placeMirrors(want: Want, host: string): Placed {
  const value: Json = want.value === null ? null : textsOf(want.value).map((url) => ({ url }));
  const edit = { ...want, value, because: because.registryMirrors(host) };
  return together([{ edits: [{ target: 'hosts-toml', edit }] }]);
}
