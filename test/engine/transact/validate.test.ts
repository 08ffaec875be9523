import { describe, expect, it } from 'vitest';
import { parseEngineVersion } from '../../../src/domain/engine.ts';
import type { HostFacts } from '../../../src/domain/facts.ts';
import { transact } from '../../../src/engine/transact/transact.ts';
import { validateArgv } from '../../../src/engine/transact/validate.ts';
import type { CommandResult } from '../../../src/ports/commands.ts';
import { daemonJson } from '../../doubles/engine.ts';
import { unitWith } from '../../doubles/facts.ts';
import { file } from '../../doubles/files.ts';
import { createTestHost, stateOf, type TestHost } from '../../doubles/host.ts';
import { certificate, contextFor, mirrorsPlan, planFor, quiet } from './plans.ts';

const unitFile = '/lib/systemd/system/docker.service';
const candidate = '/var/lib/dockcfg/candidate.json';

function factsOf(
  host: TestHost,
  { version = '28.5.2', argv = ['/usr/sbin/dockerd', '-H', 'fd://'] } = {},
): HostFacts {
  const unit = unitWith({ files: [unitFile], argv });
  const facts = host.facts();
  const state = file(`[Service]\nExecStart=${argv.join(' ')}\n`);
  const files = new Map([[unitFile, { path: unitFile, state, realPath: null }]]);
  return {
    ...facts,
    files,
    unit,
    engine: { ...facts.engine, version: parseEngineVersion(version) },
  };
}

describe('the command that checks a candidate', () => {
  const argvOf = (options: { version?: string; argv?: string[] }) =>
    validateArgv(factsOf(createTestHost(), options), '/c');

  it('has the flags of the unit, and another file', () => {
    const argv = [
      '/usr/bin/dockerd',
      '-H',
      'fd://',
      '--config-file',
      '/x',
      '--config-file=/y',
      '-D',
    ];
    expect(argvOf({ argv })).toEqual([
      '/usr/bin/dockerd',
      '-H',
      'fd://',
      '-D',
      '--validate',
      '--config-file',
      '/c',
    ]);
  });

  it.each([
    ['an engine that has no such check', { version: '20.10.24' }],
    ['a wrapper', { argv: ['/usr/bin/dockerd-rootless.sh'] }],
    ['a unit nobody could read', { argv: [] }],
  ])('does not exist for %s', (_what, options) => {
    expect(argvOf(options)).toBeNull();
  });
});

describe("the engine's own check", () => {
  /** Carries the plan out with a dockerd that gives this answer; what it was shown. */
  const run = async (
    answer: Partial<CommandResult>,
    plan = mirrorsPlan,
    { undoes, restart = 'auto' }: { undoes?: string; restart?: 'auto' | 'never' } = {},
  ) => {
    const host = createTestHost({ [daemonJson]: '{}' });
    const seen: (string | null)[] = [];
    const commands = {
      run: async (argv: readonly string[]) => {
        if (argv.includes('--validate')) seen.push(host.text(candidate));
        return { exitCode: 0, stdout: '', stderr: '', ...answer };
      },
    };
    const context = contextFor(
      host,
      { restart },
      {
        facts: factsOf(host),
        ports: { ...host.ports, commands },
        ...(undoes === undefined ? {} : { undoes }),
      },
    );
    const before = stateOf(host);
    const result = await transact(plan(host, ['https://new.lab']), context, quiet).catch((e) => e);
    return { host, before, result, seen };
  };

  it('is asked about the very bytes that are to be written, and the candidate goes', async () => {
    const { host, result, seen } = await run({});
    expect(result.exit).toBe('done');
    expect(seen).toEqual(['{"registry-mirrors":["https://new.lab"]}']);
    expect(host.text(candidate)).toBeNull();
  });

  it('is not asked about bytes that somebody wants back while the engine is left alone', async () => {
    const { host, result, seen } = await run({ exitCode: 1, stderr: 'no' }, mirrorsPlan, {
      undoes: 'a',
      restart: 'never',
    });
    expect(result).toMatchObject({ exit: 'done' });
    expect(seen).toEqual([]);
    expect(host.text(daemonJson)).toBe('{"registry-mirrors":["https://new.lab"]}');
  });

  it('names the way to the old bytes where it refuses them', async () => {
    const refused = { exitCode: 1, stderr: 'unknown key' };
    const { host, before, result } = await run(refused, mirrorsPlan, { undoes: 'some-id' });
    expect(result.exit).toBe('needsDecision');
    expect(result.message).toContain('unknown key');
    expect(result.message).toContain('dockcfg rollback some-id --restart never');
    expect(stateOf(host)).toEqual(before);
  });

  it('refuses with its own words about the real path, secrets masked, before anything is written', async () => {
    const stderr = `unable to configure with file ${candidate}: http://a:secret@p:1 is wrong\n`;
    const { host, before, result } = await run({ exitCode: 1, stderr });
    expect(result.exit).toBe('invalidInput');
    expect(result.message).toContain(`with file ${daemonJson}: http://a:xxxxx@p:1 is wrong`);
    expect(stateOf(host)).toEqual(before);
    expect(host.journal.records.size).toBe(0);
    expect(host.text(candidate)).toBeNull();
  });

  it.each([127, 124])('does not count when it cannot be had (exit %d)', async (exitCode) => {
    expect((await run({ exitCode })).result.exit).toBe('done');
  });

  it('is not asked about what is not its business', async () => {
    const plan = (host: TestHost) => planFor(host, { [certificate]: 'PEM' }, { action: 'none' });
    expect((await run({ exitCode: 1 }, plan)).seen).toEqual([]);
  });

  it('writes over the candidate of a run that died', async () => {
    const host = createTestHost({ [daemonJson]: '{}', [candidate]: 'left' });
    host.files.files.set(candidate, file('left', { mode: 0o600 }));
    const context = contextFor(host, {}, { facts: factsOf(host) });
    const result = await transact(mirrorsPlan(host, ['https://new.lab']), context, quiet);
    expect(result.exit).toBe('done');
    expect(host.text(candidate)).toBeNull();
  });
});
