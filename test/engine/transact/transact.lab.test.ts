/** Transactions on real engines under real systemd: killed, interrupted, cut off from power. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { LabHost } from '../../lab/host.ts';
import { type Lab, startLab } from '../../lab/lab.ts';
import type { SuiteName } from '../../lab/suites.ts';
import { until } from '../../lab/until.ts';
import { hangMark, type Order, type Report } from './driver.ts';

const daemonJson = '/etc/docker/daemon.json';
const dropIn = '/etc/systemd/system/docker.service.d/50-dockcfg.conf';
const certificate = '/etc/docker/certs.d/harbor.lab/ca.crt';

/** A hand-made file, whose bytes must not be lost. */
const old = '{\n\t"log-level" :  "info"\n}';

const reload: Order = {
  texts: { [daemonJson]: '{"registry-mirrors": ["https://mirror.lab"]}' },
  action: 'reload',
  expects: [{ key: 'registry-mirrors', value: ['https://mirror.lab/'] }],
};

const restart: Order = {
  texts: {
    [daemonJson]: '{"insecure-registries": ["plain.lab:5000"]}',
    [certificate]: 'PEM',
    [dropIn]: '[Service]\nEnvironment="HTTPS_PROXY=http://proxy.lab:3128"\n',
  },
  action: 'restart',
  expects: [
    { key: 'insecure-registries', value: ['plain.lab:5000'] },
    { key: 'https-proxy', value: 'http://proxy.lab:3128' },
  ],
};

/** What no check on the file alone foresees: the engine comes up to it, and goes down. */
const deadly: Order = {
  texts: {
    [certificate]: 'PEM',
    [daemonJson]: '{"insecure-registries": ["nonsense/"], "bip": "x"}',
  },
  action: 'restart',
  expects: [],
};

/** All steps with DOCKCFG_POINTS=all; otherwise every nth. */
const stride = process.env.DOCKCFG_POINTS === 'all' ? 1 : Number(process.env.DOCKCFG_POINTS ?? 4);

/** Of what takes longer fewer steps, but all of them with DOCKCFG_POINTS=all. */
const wideStride = stride === 1 ? 1 : stride * 6;

const suites: readonly SuiteName[] = ['bookworm', 'trixie'];

describe.for(suites)('a transaction on %s', (suite) => {
  let lab: Lab;
  let host: LabHost;

  beforeAll(async () => {
    lab = await startLab({ hosts: [suite] });
    host = lab.host(suite);
    // stock units allow three starts a minute; here they are counted in tests, not by systemd
    await host.writeFile(
      '/etc/systemd/system/docker.service.d/10-lab.conf',
      '[Unit]\nStartLimitIntervalSec=0\n',
    );
  });
  afterAll(() => lab?.stop());

  beforeEach(async () => {
    await host.sh(`rm -rf ${dropIn} /etc/docker/certs.d /var/lib/dockcfg ${hangMark}`);
    await host.writeFile(daemonJson, old);
    await host.sh('systemctl daemon-reload; systemctl restart docker');
  });

  const drive = (order: Order) =>
    host.run([node, '/opt/dockcfg/test/engine/transact/driver.ts'], {
      input: JSON.stringify(order),
    });
  const report = async (order: Order): Promise<Report> => {
    const { stdout, stderr } = await drive(order);
    if (stdout === '') throw new Error(stderr);
    return JSON.parse(stdout);
  };

  /** Files, residue and what the engine shows. */
  const state = async () => {
    const list = `find /etc/docker /etc/systemd/system -newer /etc/hostname ! -type d | sort`;
    const files = (
      await host.sh(`${list}; find / -xdev -name '*dockcfg*' -not -path '/proc/*' -path '/etc/*'`)
    ).split('\n');
    const { RegistryConfig: registry, HttpsProxy } = (await host.info()) as never as {
      RegistryConfig: { Mirrors: string[]; IndexConfigs: object };
      HttpsProxy?: string;
    };
    const shown = [registry.Mirrors, Object.keys(registry.IndexConfigs), HttpsProxy ?? ''];
    return { files, text: await host.readFile(daemonJson), shown };
  };
  const outcome = async (order: Order) => {
    expect((await report(order)).exit).toBe('done');
    return state();
  };

  test.for([
    ['a reload', reload],
    ['a restart', restart],
  ] as const)(
    'is entirely new, or entirely old, wherever %s is killed',
    { timeout: 1_800_000 },
    async ([_what, order], { expect }) => {
      const before = await state();
      const { calls } = await report(order);
      const after = await state();
      for (let dieAt = 1; dieAt <= calls.length; dieAt += stride) {
        await putBackBaseline();
        expect((await drive({ ...order, dieAt })).exitCode, calls[dieAt - 1]).not.toBe(0);
        expect(await outcome(order), `killed at ${dieAt}: ${calls[dieAt - 1]}`).toEqual(after);
        await putBackBaseline();
        await drive({ ...order, dieAt });
        const nothing: Order = { texts: {}, action: 'none', expects: [] };
        expect((await report(nothing)).exit).toBe('done');
        const now = await state();
        expect([before, after], `killed at ${dieAt}: ${calls[dieAt - 1]}`).toContainEqual(now);
      }
    },
  );

  const putBackBaseline = async () => {
    await host.sh(`rm -rf ${dropIn} /etc/docker/certs.d`);
    await host.writeFile(daemonJson, old);
    await host.sh('systemctl daemon-reload; systemctl restart docker');
  };

  test('is put back when the engine does not come up', async () => {
    const before = await state();
    const { exit, text, leftovers } = await report(deadly);
    expect([exit, leftovers]).toEqual(['putBack', []]);
    expect(text).toContain('docker.service did not come up');
    expect(await state()).toEqual(before);
  });

  test.for([
    ['SIGINT', 'interrupted'],
    ['SIGTERM', 'terminated'],
    ['SIGHUP', 'hangup'],
  ] as const)('is put back at %s', async ([name, exit], { expect }) => {
    const before = await state();
    const { calls } = await report(restart);
    await putBackBaseline();
    const at = calls.lastIndexOf('services.act');
    const stopped = await report({ ...restart, signal: [name, at + 2] });
    expect([stopped.exit, stopped.leftovers]).toEqual([exit, []]);
    expect(stopped.calls.length).toBeGreaterThan(at);
    expect(await state()).toEqual(before);
  });

  test.for(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)(
    'is old or new at once, at whichever step it gets %s',
    {
      timeout: 1_800_000,
    },
    async (name, { expect }) => {
      const { before, after, calls } = await bothStates();
      for (let at = 1; at <= calls.length; at += wideStride) {
        await putBackBaseline();
        await drive({ ...restart, signal: [name, at] });
        expect([before, after], `${name} at ${at}: ${calls[at - 1]}`).toContainEqual(await state());
      }
    },
  );

  test.for(['/etc/docker', '/var/lib/dockcfg'])(
    'is old or new at once, at whichever step %s has no room left',
    {
      timeout: 1_800_000,
    },
    async (folder, { expect }) => {
      await host.sh(`mkdir -p ${folder}; mount -t tmpfs -o size=512k,mode=700 none ${folder}`);
      try {
        await putBackBaseline();
        const { before, after, calls } = await bothStates();
        for (let at = 1; at <= calls.length; at += wideStride) {
          await putBackBaseline();
          const { exitCode, stdout } = await drive({ ...restart, full: [folder, at] });
          await host.sh(`rm -f ${folder}/filler`);
          const why = `full at ${at}: ${calls[at - 1]}`;
          if (exitCode === 0) expect(JSON.parse(stdout).leftovers, why).toEqual([]);
          expect([before, after], why).toContainEqual(await state());
        }
      } finally {
        await host.sh(`umount ${folder}`);
      }
    },
  );

  test('is old or new after one more run, at whichever step the machine loses power', {
    timeout: 1_800_000,
  }, async ({ expect }) => {
    const { before, after, calls } = await bothStates();
    for (let hangAt = 2; hangAt <= calls.length; hangAt += wideStride) {
      await putBackBaseline();
      await host.sh(`rm -f ${hangMark}`);
      const why = `power lost at ${hangAt}: ${calls[hangAt - 1]}`;
      void drive({ ...restart, hangAt });
      await until('the transaction to hang', () => host.exists(hangMark));
      await host.losePower();
      await host.waitForDocker();
      expect((await report({ texts: {}, action: 'none', expects: [] })).exit, why).toBe('done');
      expect([before, after], why).toContainEqual(await state());
    }
  });

  /** How the host is before the restart order and after it, and the calls on the way. */
  const bothStates = async () => {
    const before = await state();
    const { calls } = await report(restart);
    return { before, after: await state(), calls };
  };

  test('waits for another one, and both come to their end', async () => {
    const other: Order = { ...reload, texts: { [daemonJson]: old }, expects: [] };
    const both = await Promise.all([report(restart), report(other), report(restart)]);
    expect(both.map((each) => each.exit)).toEqual(['done', 'done', 'done']);
    expect([old, restart.texts[daemonJson]]).toContain(await host.readFile(daemonJson));
  });

  test('changes nothing on a full disk, and is put back on one that fills up', async () => {
    await host.sh('mount -t tmpfs -o size=128k none /etc/docker');
    try {
      await host.writeFile(daemonJson, old);
      await host.sh('dd if=/dev/zero of=/etc/docker/filler bs=512 2>/dev/null || :');
      const long = `${old}${' '.repeat(8192)}\n`;
      const order: Order = { ...reload, texts: { [dropIn]: '[Service]\n', [daemonJson]: long } };
      const { exit, text, leftovers } = await report({ ...order, action: 'restart' });
      expect([exit, leftovers]).toEqual(['putBack', []]);
      expect(text).toContain('No space is left');
      expect(await host.readFile(daemonJson)).toBe(old);
      expect(await host.exists(dropIn)).toBe(false);
    } finally {
      await host.sh('umount /etc/docker');
    }
  });

  test('is refused where /etc is read-only, and leaves nothing open', async () => {
    await host.sh('mount --bind /etc /etc; mount -o remount,bind,ro /etc');
    try {
      const { exitCode, stderr } = await host.dockcfg(['apply', '--mirror', 'https://m.lab']);
      expect([exitCode, stderr]).toEqual([73, expect.stringContaining('read-only')]);
      expect(stderr).not.toContain('dockcfg-recover');
    } finally {
      await host.sh('umount /etc');
    }
    expect(await host.readFile(daemonJson)).toBe(old);
    const { stdout } = await host.dockcfg(['history', '--json']);
    expect(JSON.parse(stdout).transactions[0].end).toBe('undone');
    expect((await host.dockcfg(['apply', '--mirror', 'https://m.lab'])).exitCode).toBe(0);
  });

  test('is put back at boot after a power loss on values that stop the engine', async () => {
    const before = await state();
    const { calls } = await report(deadly);
    const hangAt = calls.indexOf('services.act') + 1;
    void drive({ ...deadly, hangAt });
    await until('the transaction to hang', () => host.exists(hangMark));
    expect(await host.readFile(daemonJson)).toBe(deadly.texts[daemonJson]);
    await host.losePower();
    await host.waitForDocker();
    expect(await host.readFile(daemonJson)).toBe(old);
    await host.sh('test -e /var/lib/dockcfg/transactions/*/restored');
    expect(await outcome({ texts: {}, action: 'none', expects: [] })).toEqual(before);
  });

  test('is put back when the engine is restarted after it was killed, once systemd knows', async () => {
    const before = await state();
    await killOnDeadlyValues();
    await host.sh('systemctl daemon-reload; systemctl restart docker');
    expect(await host.readFile(daemonJson)).toBe(old);
    expect(await outcome({ texts: {}, action: 'none', expects: [] })).toEqual(before);
  });

  test('is put back where the boot id is that of the machine below', async () => {
    const before = await state();
    const bootId = () => host.readFile('/proc/sys/kernel/random/boot_id');
    await host.writeFile(unveilUnit, unveil);
    await host.sh('systemctl -q enable --now unveil');
    const machines = await bootId();
    await killOnDeadlyValues();
    await host.losePower();
    await host.waitForDocker();
    expect(await bootId()).toBe(machines);
    expect(await host.readFile(daemonJson)).toBe(old);
    await host.sh(`systemctl -q disable unveil; rm ${unveilUnit}; systemctl daemon-reload`);
    expect(await outcome({ texts: {}, action: 'none', expects: [] })).toEqual(before);
  });

  test('of a unit that the engine waits for leaves the start to systemd', async () => {
    const apply = `${node} /opt/dockcfg/bin/dockcfg.js apply --yes --mirror https://first.lab`;
    await host.writeFile(
      firstUnit,
      `[Unit]\nBefore=docker.service\n[Service]\nType=oneshot\nExecStart=${apply}\n`,
    );
    await host.sh(`systemctl stop docker.socket docker; systemctl daemon-reload
      systemctl --no-block start first; systemctl start docker`);
    const { RegistryConfig: registry } = await host.info();
    expect(registry).toMatchObject({ Mirrors: ['https://first.lab/'] });
    const said = await host.sh('journalctl -u first -o cat');
    expect(said).toContain('as part of first.service');
    await host.sh(`sed -i s/first.lab/second.lab/ ${firstUnit}; systemctl daemon-reload`);
    expect((await host.run(['systemctl', 'start', 'first'])).exitCode).toBe(1);
    expect(await host.readFile(daemonJson)).toContain('first.lab');
    await host.sh(`rm ${firstUnit}; systemctl daemon-reload`);
  });

  const killOnDeadlyValues = async () => {
    const { calls } = await report(deadly);
    await drive({ ...deadly, dieAt: calls.indexOf('services.act') + 1 });
    expect(await host.readFile(daemonJson)).toBe(deadly.texts[daemonJson]);
  };
});

/**
 * systemd-nspawn covers the boot id with one of its own; other system containers show that of the
 * machine, in every boot.
 */
const unveilUnit = '/etc/systemd/system/unveil.service';
const unveil = `[Unit]
DefaultDependencies=no
Before=sysinit.target
[Service]
Type=oneshot
ExecStart=sh -c 'while umount -q /proc/sys/kernel/random/boot_id; do :; done'
[Install]
WantedBy=sysinit.target
`;
const firstUnit = '/etc/systemd/system/first.service';

const node = `/opt/dockcfg/node_modules/node-linux-${process.arch}/bin/node`;
