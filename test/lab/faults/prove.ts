/** The proof of one fault: it shows, it is named, it is repaired, and then pulls work. */
import { expect } from 'vitest';
import type { DoctorDocument, FindingDocument } from '../../../src/domain/documents.ts';
import { until } from '../until.ts';
import type { Bench } from './bench.ts';
import type { Fault, Pull, Served } from './contract.ts';
import { on } from './engines.ts';

const LOG_PATIENCE_MS = 5_000;

/** Goes all the way; fails where reality and the doctor part. */
export async function prove(fault: Fault, bench: Bench): Promise<void> {
  const { image, shell = {}, asked = [], afterwards = [] } = fault;
  await bench.clear();
  await fault.inject(bench);
  await shows(image, on(fault.pull, bench.engine), bench);
  const { code, subject, severity } = on(fault.cause, bench.engine);
  const { findings } = await diagnosed(bench, [image, ...asked], shell);
  const [first] = findings;
  const shown = findings.map((one) => `${one.severity} ${one.code} ${one.subject}: ${one.text}`);
  expect(`${first?.code} ${first?.subject}`, shown.join('\n')).toBe(`${code} ${subject}`);
  if (severity) expect(first?.severity).toBe(severity);
  if (first) await repair(fault, first, bench);
  await isServed(image, on(fault.served, bench.engine), bench);
  await isHealthy(bench, [image, ...asked, ...afterwards], shell);
}

/** The real pull fails and says why, or takes the way it should not. */
export async function shows(image: string, wanted: Pull, bench: Bench): Promise<void> {
  await bench.lab.forgetRequests();
  const real = await bench.pull(image);
  if ('fails' in wanted) {
    expect(real.exitCode, real.stdout).not.toBe(0);
    expect(real.stderr).toMatch(wanted.fails);
  } else {
    expect(real, 'the pull').toMatchObject({ exitCode: 0 });
    await someoneServed(wanted.servedBy, bench);
  }
  if (wanted.journal) expect(await bench.host.journal()).toMatch(wanted.journal);
}

/** What the doctor says; that it says it by its exit status too. */
export async function diagnosed(
  bench: Bench,
  args: readonly string[],
  shell: Readonly<Record<string, string>> = {},
): Promise<DoctorDocument> {
  const asked = ['doctor', ...args, '--json'];
  const { exitCode, stdout, stderr } = await bench.host.dockcfg(asked, { env: shell });
  const document = parse(stdout, stderr);
  const isBad = document.findings.some(({ severity }) => severity === 'error');
  // Where another engine would pull, nothing is wrong here, and nothing is known: that is no 0.
  const otherwise = document.verdict === 'unknown' ? 75 : 0;
  expect(exitCode, `${document.verdict}\n${stderr}`).toBe(isBad ? 1 : otherwise);
  return document;
}

/** Nothing is wrong, and nothing is said to be. */
export async function isHealthy(
  bench: Bench,
  args: readonly string[],
  shell: Readonly<Record<string, string>> = {},
): Promise<void> {
  const { verdict, findings } = await diagnosed(bench, args, shell);
  const alarms = findings.filter(({ severity }) => severity !== 'notice');
  expect(alarms.map(({ code, subject, text }) => `${code} ${subject}: ${text}`).join('\n')).toBe(
    '',
  );
  expect(verdict).toBe('healthy');
}

/** A pull of everything anew, by whom it should be. */
export async function isServed(image: string, { by, to }: Served, bench: Bench): Promise<void> {
  await bench.host.waitForDocker();
  await bench.host.forgetImages();
  await bench.lab.forgetRequests();
  expect(await bench.pull(image)).toMatchObject({ exitCode: 0 });
  await someoneServed(by, bench);
  const directly = (await bench.blobClients(by)).includes(bench.host.address);
  if (to !== 'anyone') expect(directly, `${by} served the host itself`).toBe(to === 'host');
}

/** A log can be a moment behind the pull. `expect.poll` knows no concurrent tests. */
async function someoneServed(by: string, bench: Bench): Promise<void> {
  const served = async () => (await bench.blobClients(by)).length > 0;
  await until(`blobs of ${by}`, served, LOG_PATIENCE_MS);
}

/** Puts it right in the way the fault says. */
export async function repair(
  fault: Fault,
  { remedies }: FindingDocument,
  bench: Bench,
): Promise<void> {
  const way = on(fault.repair, bench.engine);
  switch (way.by) {
    case 'fix': {
      const accepted = (await way.accept?.(bench)) ?? [];
      const consent = accepted.flatMap((one) => ['--accept', one]);
      const argv = ['doctor', fault.image, '--fix', '--yes', '--json', ...consent];
      const options = { env: fault.shell ?? {} };
      const { exitCode, stdout, stderr } = await bench.host.dockcfg(argv, options);
      return expect(exitCode, leftBy(parse(stdout, stderr))).toBe(0);
    }
    case 'command': {
      await way.ready?.(bench);
      const printed = remedies.map(({ command }) => command);
      const right = printed.find((command) => way.command.test(command.join(' ')));
      expect(right, printed.map((command) => command.join(' ')).join('\n')).toBeDefined();
      return follow(right ?? [], bench);
    }
    case 'person': {
      const told = remedies.map(({ text, command }) => `${text}: ${command.join(' ')}`);
      expect(told.join('\n')).toMatch(way.told);
      return way.does(bench);
    }
    case 'administrator': {
      const asked = remedies.filter(({ kind }) => kind === 'ask').map(({ text }) => text);
      expect(asked.join('\n')).toMatch(way.asked);
      return way.does(bench);
    }
  }
}

/** Why a fix has not done it all. */
function leftBy({ findings, fixed }: DoctorDocument): string {
  const left = findings.map(({ code, subject, text }) => `${code} ${subject}: ${text}`);
  return [...left, JSON.stringify(fixed)].join('\n');
}

/** Does what the doctor prints; files that a command names lie in the root folder. */
async function follow(command: readonly string[], bench: Bench): Promise<void> {
  const [program = '', ...args] = command;
  const ended =
    program === 'dockcfg'
      ? await bench.host.dockcfg([...args, '--yes'])
      : await bench.host.run(command);
  expect(ended, command.join(' ')).toMatchObject({ exitCode: 0 });
}

function parse(stdout: string, stderr: string): DoctorDocument {
  try {
    return JSON.parse(stdout);
  } catch {
    throw new Error(`no JSON document, but: ${stdout}\n${stderr}`);
  }
}
