/** The proof of one fault: it shows, it is named, it is repaired, and then pulls work. */
import { expect } from 'vitest';
import type { DoctorDocument, FindingDocument } from '../../../src/domain/documents.ts';
import type { Bench } from './bench.ts';
import type { Fault, Repair } from './contract.ts';
import { on } from './engines.ts';

/** Goes all the way; fails where reality and the doctor part. */
export async function prove(fault: Fault, bench: Bench): Promise<void> {
  await bench.clear();
  await fault.inject(bench);
  await shows(fault, bench);
  const [first] = (await diagnosed(fault.image, bench)).findings;
  const { code, subject, severity = first?.severity } = on(fault.cause, bench.engine);
  expect(first, 'the first finding').toMatchObject({ code, subject, severity });
  if (first) await repair(on(fault.repair, bench.engine), first, { fault, bench });
  await isServed(fault, bench);
  await isHealthy(fault.image, bench);
}

/** The real pull fails and says why, or takes the way it should not. */
export async function shows({ image, pull }: Pick<Fault, 'image' | 'pull'>, bench: Bench) {
  await bench.lab.forgetRequests();
  const real = await bench.pull(image);
  const wanted = on(pull, bench.engine);
  if ('fails' in wanted) {
    expect(real.exitCode, real.stdout).not.toBe(0);
    expect(real.stderr).toMatch(wanted.fails);
  } else {
    expect(real, 'the pull').toMatchObject({ exitCode: 0 });
    await expect.poll(() => bench.blobClients(wanted.servedBy)).not.toEqual([]);
  }
  if (wanted.journal) expect(await bench.host.journal()).toMatch(wanted.journal);
}

/** What the doctor says of an image; that it says it by its exit status too. */
export async function diagnosed(
  image: string,
  bench: Bench,
  more: readonly string[] = [],
): Promise<DoctorDocument> {
  const argv = ['doctor', image, '--json', ...more];
  const { exitCode, stdout, stderr } = await bench.host.dockcfg(argv);
  const document = parse(stdout, stderr);
  const errors = document.findings.filter(({ severity }) => severity === 'error');
  expect(exitCode, `${document.verdict}\n${stderr}`).toBe(errors.length > 0 ? 1 : 0);
  return document;
}

/** Nothing is wrong, and nothing is said to be. */
export async function isHealthy(
  image: string,
  bench: Bench,
  more: readonly string[] = [],
): Promise<void> {
  const { verdict, findings } = await diagnosed(image, bench, more);
  const alarms = findings.filter(({ severity }) => severity !== 'notice');
  expect(alarms).toEqual([]);
  expect(verdict).toBe('healthy');
}

/** A pull of everything anew, by whom it should be. */
export async function isServed(
  { image, served }: Pick<Fault, 'image' | 'served'>,
  bench: Bench,
): Promise<void> {
  const { by, to } = on(served, bench.engine);
  await bench.host.waitForDocker();
  await bench.host.forgetImages();
  await bench.lab.forgetRequests();
  expect(await bench.pull(image)).toMatchObject({ exitCode: 0 });
  await expect.poll(() => bench.blobClients(by), { message: `blobs of ${by}` }).not.toEqual([]);
  const directly = (await bench.blobClients(by)).includes(bench.host.address);
  if (to !== 'anyone') expect(directly, `${by} served the host itself`).toBe(to === 'host');
}

/** Puts it right in the way the fault says. */
async function repair(
  way: Repair,
  finding: FindingDocument,
  { fault, bench }: { fault: Fault; bench: Bench },
): Promise<void> {
  if (way.by === 'administrator') {
    const asked = finding.remedies.filter(({ kind }) => kind === 'ask').map(({ text }) => text);
    expect(asked.join('\n')).toMatch(way.asked);
    return way.does(bench);
  }
  if (way.by === 'person') {
    const told = finding.remedies.map(({ text, command }) => `${text}: ${command.join(' ')}`);
    expect(told.join('\n')).toMatch(way.told);
    return way.does(bench);
  }
  if (way.by === 'command') {
    await way.ready?.(bench);
    const printed = finding.remedies.map(({ command }) => command);
    const right = printed.find((command) => way.command.test(command.join(' ')));
    expect(right, printed.join('\n')).toBeDefined();
    return follow(right ?? [], bench);
  }
  const accepted = (await way.accept?.(bench)) ?? [];
  const consent = accepted.flatMap((one) => ['--accept', one]);
  const argv = ['doctor', fault.image, '--fix', '--yes', '--json', ...consent];
  const { exitCode, stdout, stderr } = await bench.host.dockcfg(argv);
  expect(exitCode, `${stdout}\n${stderr}`).toBe(0);
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
