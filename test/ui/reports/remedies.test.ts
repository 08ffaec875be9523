import { execFileSync } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Evidence } from '../../../src/checks/evidence.ts';
import { checks } from '../../../src/checks/index.ts';
import { mask } from '../../../src/domain/secret.ts';
import { parse } from '../../../src/ui/cli/parse.ts';
import { shellLine } from '../../../src/ui/text/shell.ts';
import { failing } from '../../checks/fixtures/index.ts';
import { rootAuthority } from '../../world/certificates/authority.ts';
import { runRecorded } from '../outside.ts';

/** What people are told to type has to do what it says when they type it. */

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'dockcfg-test-'));
  await writeFile(join(folder, 'CA.pem'), rootAuthority('Somebody').pem);
  await writeFile(join(folder, 'FILE'), 'pl4nted\n', { mode: 0o600 });
  await writeFile(join(folder, 'PROFILE'), '{ "daemon": { "debug": true } }');
  const made = rootAuthority('Clients').issue({ names: ['client'], usages: ['clientAuth'] });
  await writeFile(join(folder, 'CLIENT.cert'), made.pem);
  await writeFile(join(folder, 'CLIENT.key'), made.keyPem);
});
afterAll(() => rm(folder, { recursive: true }));

const commands = checks.flatMap((check) => {
  const evidence = failing[check.code]?.();
  const found = evidence ? check.judge(evidence) : [];
  const remedies = found.flatMap((each) => each.remedies);
  return remedies.flatMap((remedy) =>
    remedy.kind === 'ask' ? [] : [[check.code, remedy.command, storeOf(evidence)] as const],
  );
});

function storeOf(evidence?: Evidence): string {
  return evidence?.views.used.engine.store ?? 'classic';
}

const own = commands.filter(([, [program]]) => program === 'dockcfg');

test('every command that is printed comes out of a shell as it was meant', () => {
  const script = commands
    .map(([, argv]) => `printf '%s\\n' ${shellLine(argv)}; echo --`)
    .join('\n');
  const heard = execFileSync('sh', ['-c', script], { encoding: 'utf8' });
  expect(heard.split('--\n').slice(0, -1)).toEqual(
    commands.map(([, argv]) => `${argv.join('\n')}\n`),
  );
});

test('no command asks for what is masked, or for a word that is missing', () => {
  for (const [code, argv] of commands) {
    expect(
      argv.filter((word) => word.includes(mask) || word === ''),
      code,
    ).toEqual([]);
    expect(argv.join(' '), code).not.toMatch(/undefined|null|\[object/);
  }
});

test.each(own.map(([code, argv]) => [code, argv.join(' '), argv] as const))(
  '%s: %s',
  (_code, _line, [, ...argv]) => {
    expect(() => parse(argv)).not.toThrow();
  },
);

describe('on a host without any configuration', () => {
  const runnable = own.filter(([, [, name]]) => ['apply', 'show', 'explain'].includes(name ?? ''));
  const lines = new Map(runnable.map(([, argv, store]) => [argv.join(' '), { argv, store }]));

  test.each([...lines])('%s', async (line, { argv: [, name = '', ...rest], store }) => {
    const root = join(folder, `tree${[...lines.keys()].indexOf(line)}`);
    await plantHost(root);
    // What stands for a file of the user's is in capitals.
    const words = rest.map(withFiles);
    const argv = [name, '--root', root, '--engine', `28.5.2,${store}`, '--no-input', ...words];
    const ran = await runRecorded(name === 'apply' ? [...argv, '--check'] : argv, { real: true });
    expect([0, 78], ran.stderr).toContain(ran.exit);
  });
});

/** The word with a file or an address of the user's where it has a word in capitals. */
function withFiles(word: string): string {
  return word
    .replace(/(?<==|^)(?:\/etc\/docker\/certs\.d\/\S+|[A-Z-]*CA\.pem)$/, join(folder, 'CA.pem'))
    .replace(/(?<=[=,]|^)(?:CLIENT\.(?:cert|key)|FILE|PROFILE)/g, (file) => join(folder, file))
    .replace(/\bHOST(?:-ADDRESS)?:PORT$/, 'proxy.example:3128');
}

/** Debian with the engine of Docker's own packages, never started. */
async function plantHost(root: string): Promise<void> {
  const units = join(root, 'usr/lib/systemd/system');
  const anchors = join(root, 'usr/local/share/ca-certificates');
  const certificates = join(root, 'etc/ssl/certs');
  for (const each of [units, anchors, certificates]) await mkdir(each, { recursive: true });
  const unit = '[Service]\nExecStart=/usr/bin/dockerd -H fd://\n';
  await writeFile(join(units, 'docker.service'), unit);
  const tool = join(root, 'usr/sbin/update-ca-certificates');
  await mkdir(join(root, 'usr/sbin'));
  await writeFile(tool, '#!/bin/sh\n', { mode: 0o755 });
  await writeFile(join(certificates, 'ca-certificates.crt'), rootAuthority('Public').pem);
}
