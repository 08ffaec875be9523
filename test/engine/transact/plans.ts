import type { FileState } from '../../../src/domain/facts.ts';
import type { Change, Expectation, Plan, ServiceAction } from '../../../src/domain/plan.ts';
import { verbatim } from '../../../src/domain/said.ts';
import type { TransactContext, TransactOptions } from '../../../src/engine/transact/context.ts';
import { daemonJson, dropIn } from '../../doubles/engine.ts';
import { absent, file } from '../../doubles/files.ts';
import type { TestHost } from '../../doubles/host.ts';

export const certificate = '/etc/docker/certs.d/harbor.lab/ca.crt';

/** A plan that takes files from what they are on the host to the given texts (null: gone). */
export function planFor(
  host: TestHost,
  texts: { readonly [path: string]: string | null },
  service: { readonly action: ServiceAction; readonly expects?: readonly Expectation[] },
): Plan {
  const changes = Object.entries(texts).flatMap(([path, text]): Change[] => {
    const before: FileState = host.files.files.get(path) ?? absent;
    const after = text === null ? absent : file(text);
    if (host.text(path) === text) return [];
    const change = { kind: 'file', target: 'test', path, before, after, because: [] } as const;
    return path === dropIn
      ? [change, { kind: 'effect', effect: 'daemon-reload', because: [] }]
      : [change];
  });
  return {
    changes,
    action: service.action,
    reason: verbatim('because'),
    disruption: { containersStopped: 0, names: [] },
    conflicts: [],
    expects: service.expects ?? [],
    warnings: [],
  };
}

/** daemon.json with these mirrors, by a reload. */
export function mirrorsPlan(host: TestHost, mirrors: readonly string[]): Plan {
  const text = JSON.stringify({ 'registry-mirrors': mirrors });
  const running = host.world.running?.mirrors.map((each) => each.replace(/\/$/, '')) ?? null;
  const action = running && running.join() !== mirrors.join() ? 'reload' : 'none';
  const expects = [{ key: 'registry-mirrors', value: mirrors }];
  return planFor(host, { [daemonJson]: text }, { action, expects });
}

export function contextFor(
  host: TestHost,
  options: Partial<TransactOptions> = {},
  more: Partial<TransactContext> = {},
): TransactContext {
  return {
    ports: host.ports,
    facts: host.facts(),
    command: 'dockcfg apply',
    options: { verify: true, deadlineMs: 300_000, restart: 'auto', ...options },
    ...more,
  };
}

export const quiet = () => {};
