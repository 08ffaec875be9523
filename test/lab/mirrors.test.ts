/**
 * Mirrors measured as the engine would use them, and a CA taken from the wire: what dockcfg writes
 * is what real pulls then go by.
 */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { LabHost } from './host.ts';
import type { Lab } from './lab.ts';
import { startLab } from './lab.ts';
import type { Store, SuiteName } from './suites.ts';

const engines: { suite: SuiteName; store: Store }[] = [
  { suite: 'trixie', store: 'classic' },
  { suite: 'forky', store: 'containerd' },
];

const candidates = [
  'https://mirror.lab',
  'https://harbor.lab',
  'http://plain.lab:5000',
  'https://gone.lab',
  'http://proxy.lab:3128',
];
const image = ['--image', 'library/big', '--no-presets'];

interface Ranked {
  readonly order: readonly string[];
  readonly comparedWith: string | null;
  readonly mirrors: readonly {
    readonly url: string;
    readonly standing: string;
    readonly bytesPerSecond: number | null;
  }[];
}

describe.for(engines)('$suite, $store store', ({ suite, store }) => {
  let lab: Lab;
  let host: LabHost;

  beforeAll(async () => {
    lab = await startLab({ hosts: [suite], store });
    host = lab.host(suite);
  });
  afterAll(() => lab?.stop());

  const rank = async (...more: string[]) => {
    const argv = ['mirrors', 'rank', ...candidates, ...image, '--json', ...more];
    const { stdout } = await host.dockcfg(argv);
    return JSON.parse(stdout) as Ranked;
  };
  const standings = ({ mirrors }: Ranked) =>
    Object.fromEntries(mirrors.map(({ url, standing }) => [url, standing]));

  test('each is called what it is; without its CA the good one is not trusted', async () => {
    const ranked = await rank();
    expect(ranked.comparedWith).toBe('upstream');
    expect(standings(ranked)).toMatchObject({
      'https://mirror.lab': 'untrusted',
      'https://harbor.lab': 'untrusted',
      'http://plain.lab:5000': 'differs',
      'https://gone.lab': 'name-not-found',
    });
    expect(ranked.order).toEqual([]);
  });

  test('a CA from the wire is trusted with its fingerprint, and a pull works at once', async () => {
    const refused = await host.dockcfg(['ca', 'add', 'harbor.lab', '--from-server']);
    // The server keeps its root to itself, so there is nothing to take from it.
    expect(refused.exitCode).toBe(1);
    expect(refused.stderr).toContain('Lab Private CA');
    expect((await host.pull('harbor.lab/hello')).exitCode).not.toBe(0);
    await host.writeFile('/root/ca.pem', lab.ca.private);
    const added = await host.dockcfg(['ca', 'add', 'harbor.lab', '--file', '/root/ca.pem']);
    expect(added.exitCode, added.stderr).toBe(0);
    expect(await host.pull('harbor.lab/hello')).toMatchObject({ exitCode: 0 });
    const listed = await host.dockcfg(['ca', 'list', 'harbor.lab']);
    expect(listed.stdout).toContain('ca.crt (CA): read');
  });

  test('rank --write puts the good one in place, and the engine pulls from it', async () => {
    const mirrorCa = ['ca', 'add', 'mirror.lab', '--file', '/root/ca.pem'];
    await host.dockcfg(['apply', '--mirror', 'https://mirror.lab']);
    expect((await host.dockcfg(mirrorCa)).exitCode).toBe(0);
    const ranked = await rank('--write');
    expect(standings(ranked)['https://mirror.lab']).toBe('serves');
    expect(ranked.order).toEqual(['https://mirror.lab']);
    const [best] = ranked.mirrors;
    expect(best?.bytesPerSecond).toBeGreaterThan(100_000);
    await host.forgetImages();
    await lab.forgetRequests();
    expect(await host.pull('library/big')).toMatchObject({ exitCode: 0 });
    await expect
      .poll(async () => (await lab.requests('mirror')).map(({ client }) => client))
      .toContain(host.address);
    const checked = await host.dockcfg(['mirrors', 'check', '--image', 'library/big']);
    expect(checked.exitCode, checked.stdout).toBe(0);
  });
});
