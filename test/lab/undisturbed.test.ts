/** What a reload must not disturb, and what a restart must announce: on a host that is in use. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { LabHost } from './host.ts';
import type { Lab } from './lab.ts';
import { startLab } from './lab.ts';
import type { SuiteName } from './suites.ts';

const suites: readonly SuiteName[] = ['bookworm', 'trixie', 'forky'];

/** Asks the engine over and over until told to stop; prints how often it answered and failed. */
const poller = `
  answered=0; failed=0
  while [ ! -e /run/enough ]; do
    if docker version --format '{{.Server.Version}}' >/dev/null 2>&1
    then answered=$((answered + 1)); else failed=$((failed + 1)); fi
    echo "$answered $failed" >/run/polled
  done`;

describe.for(suites)('in use, %s', (suite) => {
  let lab: Lab;
  let host: LabHost;

  beforeAll(async () => {
    lab = await startLab({ hosts: [suite] });
    host = lab.host(suite);
    await host.must(['docker', 'pull', '-q', 'library/hello']);
    await host.must(['docker', 'run', '-d', '--name', 'shop', 'hello', '/pause']);
  });
  afterAll(() => lab?.stop());

  test('new mirrors interrupt neither the API nor a container', async () => {
    const before = [await enginePid(), await started()];
    const polling = host.run(['sh', '-c', poller]);
    await expect.poll(polled).toMatchObject({ failed: 0, answered: expect.any(Number) });
    for (const name of ['one', 'two', 'three']) {
      const done = await host.dockcfg([
        'apply',
        '--mirror',
        `https://${name}.lab`,
        '--json',
        '--yes',
      ]);
      expect(done.exitCode, done.stderr).toBe(0);
      expect(JSON.parse(done.stdout).plan.action).toBe('reload');
    }
    const atTheEnd = (await polled()).answered;
    await expect.poll(async () => (await polled()).answered).toBeGreaterThan(atTheEnd);
    await host.must(['touch', '/run/enough']);
    await polling;
    expect((await polled()).failed).toBe(0);
    expect([await enginePid(), await started()]).toEqual(before);
  });

  test('a proxy restarts it once, and says first whom that stops', async () => {
    const flags = ['--https-proxy', 'http://proxy.lab:3128', '--json', '--yes'];
    const plan = JSON.parse((await host.dockcfg(['plan', ...flags])).stdout).plan;
    expect(plan).toMatchObject({
      action: 'restart',
      disruption: { containersStopped: 1, names: ['shop'] },
    });
    const startsBefore = await starts();
    const done = await host.dockcfg(['apply', ...flags]);
    expect(done.exitCode, done.stderr).toBe(0);
    expect((await starts()) - startsBefore).toBe(1);
    expect(String((await host.info()).HttpsProxy)).toBe('http://proxy.lab:3128');
  });

  test('what is told of each container before a restart is what becomes of it', async () => {
    await host.must(['docker', 'rm', '-f', 'shop']);
    const ways = {
      always: ['--restart', 'always'],
      tried: ['--restart', 'on-failure'],
      job: [],
      once: ['--rm'],
    };
    for (const [name, options] of Object.entries(ways))
      await host.must(['docker', 'run', '-d', '--name', name, ...options, 'hello', '/pause']);
    const done = await host.dockcfg(['apply', '--no-proxy', 'x.lab', '--json', '--yes']);
    expect(JSON.parse(done.stdout).plan.disruption).toMatchObject({
      containersStopped: 4,
      comeBack: ['always'],
      mayComeBack: ['tried'],
      stayStopped: ['job'],
      removed: ['once'],
    });
    // it does not heed SIGTERM, so that it had to be killed, which is an error
    await expect.poll(() => names([])).toEqual(['always', 'tried']);
    await expect.poll(() => names(['-a'])).toEqual(['always', 'job', 'tried']);
  });

  test('live-restore counts only if the engine starts with it, too', async () => {
    const daemonJson = '/etc/docker/daemon.json';
    await host.writeFile(daemonJson, '{"live-restore": true}');
    await host.restartDocker();
    const wish = (value: string) => ['--no-proxy', value, '--json', '--yes'];
    const disruption = async (run: Promise<{ stdout: string }>) =>
      JSON.parse((await run).stdout).plan.disruption;
    expect(await disruption(host.dockcfg(['apply', ...wish('y.lab')]))).toMatchObject({
      containersStopped: 0,
      keptRunning: 2,
    });
    expect(await names([])).toEqual(['always', 'tried']);

    // switched off by hand, and the engine was not told
    await host.writeFile(daemonJson, '{}');
    await host.must(['docker', 'start', 'job']);
    expect(await disruption(host.dockcfg(['apply', ...wish('z.lab')]))).toMatchObject({
      containersStopped: 3,
      stayStopped: ['job'],
      keptRunning: 0,
    });
    await expect.poll(() => names([])).not.toContain('job');
  });

  async function names(options: readonly string[]): Promise<readonly string[]> {
    const all = await host.must(['docker', 'ps', ...options, '--format', '{{.Names}}']);
    return all.split('\n').filter(Boolean).toSorted();
  }

  const enginePid = () => host.must(['systemctl', 'show', '-P', 'MainPID', 'docker']);
  const started = () => host.must(['docker', 'inspect', '-f', '{{.State.StartedAt}}', 'shop']);

  async function polled(): Promise<{ answered: number; failed: number }> {
    const { stdout } = await host.run(['cat', '/run/polled']);
    const [answered = 0, failed = 0] = stdout.split(' ').map(Number);
    return { answered, failed };
  }

  async function starts(): Promise<number> {
    return (await host.journal())
      .split('\n')
      .filter((line) => /API listen on .*docker\.sock/.test(line)).length;
  }
});
