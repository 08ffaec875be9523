/**
 * Runs on an engine's host for as long as its standard input is open, and does what it is told
 * there. One process for all cases: starting Node for each would take longer than the pull.
 */
import { execFile } from 'node:child_process';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { connect, createServer } from 'node:net';
import { dirname } from 'node:path';
import { createInterface } from 'node:readline';
import { createDockerSocket } from '../../../src/adapters/docker-socket.ts';
import { runRecorded } from '../../ui/outside.ts';
import type { Result } from '../host.ts';
import { until } from '../until.ts';
import type { Answer, Laying, Order, Starting } from './orders.ts';
import { loopback } from './places.ts';

const certsDir = '/etc/docker/certs.d';
const dropIn = '/etc/systemd/system/docker.service.d/oracle.conf';
const bundle = '/etc/ssl/certs/ca-certificates.crt';
const done: Result = { exitCode: 0, stdout: '', stderr: '' };
const engine = createDockerSocket();

relayLoopback();
for await (const line of createInterface({ input: process.stdin })) {
  process.stdout.write(`${JSON.stringify(await obey(JSON.parse(line) as Order))}\n`);
}
process.exit(0);

async function obey(order: Order): Promise<Answer> {
  try {
    if (order.do === 'lay') return { done: await lay(order) };
    if (order.do === 'pull') return { done: await run('docker', ['pull', '--quiet', order.image]) };
    return { done: await doctor(order) };
  } catch (error) {
    return { broken: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
}

async function lay(laying: Laying): Promise<Result> {
  const { daemonJson, label, mirrors, trust, dockerConfig, start } = laying;
  await rm(certsDir, { recursive: true, force: true });
  await rm('/root/.docker', { recursive: true, force: true });
  if (dockerConfig !== null) {
    await mkdir('/root/.docker');
    await writeFile('/root/.docker/config.json', dockerConfig, { mode: 0o600 });
  }
  for (const { path, base64 } of trust) {
    const file = `${certsDir}/${path}`;
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, Buffer.from(base64, 'base64'));
  }
  await mkdir('/etc/docker', { recursive: true });
  await writeFile('/etc/docker/daemon.json', daemonJson);
  await (start ? restart(start) : reload());
  await until(
    `an engine with the label ${label} and mirrors ${mirrors}`,
    () => shows(label, mirrors),
    5,
  );
  return done;
}

async function restart(start: Starting): Promise<void> {
  await mkdir(dirname(dropIn), { recursive: true });
  await writeFile(dropIn, start.dropIn);
  await writeFile(bundle, start.bundle);
  await must('systemctl', ['daemon-reload']);
  await must('systemctl', ['restart', 'docker']);
}

/** What `systemctl reload` does, without the programs that takes. */
async function reload(): Promise<void> {
  process.kill(Number(await readFile('/run/docker.pid', 'utf8')), 'SIGHUP');
}

/** A reload says nothing of how it went: what the engine shows afterwards does. */
async function shows(label: string, mirrors: readonly string[]): Promise<boolean> {
  const answer = await engine.info('/var/run/docker.sock');
  if (answer.kind !== 'saw') return false;
  const { raw, mirrors: live } = answer.data;
  const bare = (list: readonly string[]) => list.map((url) => url.replace(/\/$/, '')).join(' ');
  return (
    JSON.stringify(raw.Labels ?? []) === JSON.stringify([label]) && bare(live) === bare(mirrors)
  );
}

async function doctor({ image, withCredentials }: DoctorOrder): Promise<Result> {
  const credentials = withCredentials ? ['--with-credentials'] : [];
  const argv = ['doctor', '--image', image, '--json', ...credentials];
  const { exit, stdout, stderr } = await runRecorded(argv, { real: true });
  return { exitCode: exit, stdout, stderr };
}

type DoctorOrder = Extract<Order, { do: 'doctor' }>;

async function must(program: string, args: readonly string[]): Promise<void> {
  const { exitCode, stderr } = await run(program, args);
  if (exitCode !== 0) throw new Error(`${program} ${args.join(' ')}: ${stderr}`);
}

function run(program: string, args: readonly string[]): Promise<Result> {
  return new Promise((resolve) => {
    execFile(program, args, (error, stdout, stderr) => {
      const exitCode = error === null ? 0 : typeof error.code === 'number' ? error.code : -1;
      resolve({ exitCode, stdout, stderr });
    });
  });
}

/** A registry on the host itself, as somebody has who tries things out. */
function relayLoopback(): void {
  const { port, to } = loopback;
  createServer((client) => {
    const server = connect(to.port, to.address);
    client.pipe(server).pipe(client);
    for (const socket of [client, server]) {
      socket.on('error', () => {
        client.destroy();
        server.destroy();
      });
    }
  }).listen(port, '127.0.0.1');
}
