/** Two faults at once: both are reported, and the one to repair first is on top. */
import { expect } from 'vitest';
import type { Bench } from './bench.ts';
import { folderInItsPlace } from './configuration/folder-in-its-place.ts';
import { notReloaded } from './configuration/not-reloaded.ts';
import { trailingComma } from './configuration/trailing-comma.ts';
import { unknownKey } from './configuration/unknown-key.ts';
import type { Fault } from './contract.ts';
import { stopped } from './engine/stopped.ts';
import type { EngineId } from './engines.ts';
import { on } from './engines.ts';
import { mirrorNameGone } from './names/mirror-name-gone.ts';
import { nameUnknown } from './names/name-unknown.ts';
import { staleHostsFile } from './names/stale-hosts-file.ts';
import { diagnosed, isHealthy, isServed, repair } from './prove.ts';
import { dropInUnread } from './proxies/drop-in-unread.ts';
import { httpVariableOnly } from './proxies/http-variable-only.ts';
import { httpsToProxy } from './proxies/https-to-proxy.ts';
import { helperMissing } from './registries/helper-missing.ts';
import { loginMissing } from './registries/login-missing.ts';
import { tagUnknown } from './registries/tag-unknown.ts';
import { caInPortDirectory } from './trust/ca-in-port-directory.ts';
import { caMissing } from './trust/ca-missing.ts';
import { caNamedCert } from './trust/ca-named-cert.ts';
import { caNamedPem } from './trust/ca-named-pem.ts';
import { plainHttp } from './trust/plain-http.ts';
import { wrongName } from './trust/wrong-name.ts';

export type Pair = {
  readonly first: Fault;
  readonly second: Fault;
  /** Which of the two has to be on top; `either` where they have nothing to do with each other. */
  readonly onTop: 'first' | 'either';
  readonly engines?: readonly EngineId[];
};

const ordered = (first: Fault, second: Fault): Pair => ({ first, second, onTop: 'first' });
const apart = (first: Fault, second: Fault): Pair => ({ first, second, onTop: 'either' });

export const pairs: readonly Pair[] = [
  // An engine that does not run comes before everything else.
  ordered(trailingComma, caNamedPem),
  ordered(stopped, caInPortDirectory),
  ordered(unknownKey, plainHttp),
  ordered(folderInItsPlace, caNamedPem),
  // What fails comes before what only takes another way.
  // Not with a mirror: what it lacks cannot be told before there is a way out of the network.
  ordered(httpVariableOnly, helperMissing),
  ordered(httpsToProxy, helperMissing),
  ordered(plainHttp, mirrorNameGone),
  ordered(caMissing, mirrorNameGone),
  ordered(caNamedCert, mirrorNameGone),
  apart(dropInUnread, notReloaded),
  apart(notReloaded, caInPortDirectory),
  apart(loginMissing, caMissing),
  apart(nameUnknown, plainHttp),
  apart(wrongName, notReloaded),
  apart(tagUnknown, caInPortDirectory),
  apart(staleHostsFile, caNamedPem),
];

export function titleOf({ first, second }: Pair): string {
  return `${first.title}, and ${second.title}`;
}

/** Both are among the root causes, in the right order, and both are repaired in turn. */
export async function provePair({ first, second, onTop }: Pair, bench: Bench): Promise<void> {
  const both = [first, second];
  const images = [...new Set(both.map(({ image }) => image))];
  await bench.clear();
  // The other way round, for the first one may stop the engine.
  await second.inject(bench);
  await first.inject(bench);
  const roots = (await diagnosed(bench, images)).findings.filter(({ rootCause }) => rootCause);
  const names = roots.map(({ code, subject }) => `${code} ${subject}`);
  expect(names).toEqual(expect.arrayContaining(both.map((fault) => nameOf(fault, bench))));
  if (onTop === 'first') expect(names[0]).toBe(nameOf(first, bench));
  for (const fault of both) await repairOne(fault, images, bench);
  // Where both are about one image, the first says which way it goes now.
  for (const image of images) {
    const { served } = first.image === image ? first : second;
    await isServed(image, on(served, bench.engine), bench);
  }
  await isHealthy(bench, [...images, ...both.flatMap(({ afterwards = [] }) => afterwards)]);
}

/** As long as it is still there: repairing the one may have repaired the other. */
async function repairOne(fault: Fault, images: readonly string[], bench: Bench): Promise<void> {
  const { findings } = await diagnosed(bench, images);
  const name = nameOf(fault, bench);
  const finding = findings.find(({ code, subject }) => `${code} ${subject}` === name);
  if (finding) await repair(fault, finding, bench);
}

function nameOf(fault: Fault, bench: Bench): string {
  const { code, subject } = on(fault.cause, bench.engine);
  return `${code} ${subject}`;
}
