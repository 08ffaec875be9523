/**
 * The recipes of the documentation, typed as they stand there on a real host: only the names are
 * the lab's. What they promise is then pulled. (The cache and docker 1.13 are walked by the
 * tests of these, and on trees by test/docs.)
 */
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { type CommandLine, commandLines } from '../docs/command-lines.ts';
import { type Fence, readMarkdown } from '../docs/markdown-file.ts';
import { checkoutOnHost } from './boot.ts';
import { Bench } from './faults/bench.ts';
import { hubBehind } from './faults/proxies/forwarding.ts';
import type { LabHost } from './host.ts';
import type { Lab } from './lab.ts';
import { startLab, users } from './lab.ts';

const page = readMarkdown('docs/recipes.md');

/** What the pages call it, and what it is here; longer names first. */
const names: readonly (readonly [string, string])[] = [
  ['http://engine@proxy.example:3128', `http://${users.proxy.name}@proxy.lab:3129`],
  ['harbor.example:8443/team/app:1.0', 'harbor.lab/hello:latest'],
  ['harbor.example:8443', 'harbor.lab'],
  ['https://second.example', 'https://index.docker.io'],
  ['mirror.example', 'mirror.lab'],
  ['.corp.example', '.lab'],
  ['library/nginx:latest', 'library/hello:latest'],
  ['nginx', 'library/hello:latest'],
];

let lab: Lab;
let host: LabHost;

beforeAll(async () => {
  lab = await startLab({ hosts: ['forky'], store: 'classic' });
  host = lab.host('forky');
  await prepare();
});
afterEach(async () => {
  await host.reset();
  await prepare();
});
afterAll(() => lab?.stop());

test('behind a company proxy', async () => {
  await host.blockHub();
  await host.writeFile('/root/proxy-password', `${users.proxy.password}\n`, '600');
  await walk('Behind a company proxy');
  await pulls('library/hello');
});

test('a private registry with a CA of its own', async () => {
  // The lab's harbor presents its own certificate alone, so that there is no CA to be fetched.
  await walk('A private registry with its own CA', { 'ca fetch': [1] });
  await pulls('harbor.lab/hello');
});

test('mirrors', async () => {
  await host.writeFile('/etc/docker/certs.d/mirror.lab/ca.crt', lab.ca.private);
  // None of the public mirrors on the shipped list is in the lab.
  await walk('Mirrors of Docker Hub, and pulling from China', { 'mirrors rank --image': [1] });
  await host.blockHub();
  await pulls('library/hello');
});

test('a proxy that opens TLS', async () => {
  const bench = new Bench(lab, host, 'forky');
  await hubBehind(bench, { intercept: {} });
  const root = await bench.authorityOf('forward', 'inspection');
  await host.writeFile('/root/inspection-root.pem', root);
  await walk('A proxy that inspects TLS', { doctor: [1, 0] });
  expect(await host.run(['dockcfg', 'doctor', 'library/hello'])).toMatchObject({ exitCode: 0 });
  await pulls('library/hello');
  await bench.clear();
});

test('a network without a way out', async () => {
  await host.blockHub();
  await walk('A network without internet access');
  await pulls('library/hello');
  await pulls('harbor.lab/hello');
});

test('in CI', async () => {
  await host.writeFile('/root/profile.json5', '{ "registry-mirrors": ["https://mirror.lab"] }');
  // The mirror's CA is not installed, which is what the profile would have to be told; and Docker
  // Hub's small public image, which is looked at without a name, is not in the lab.
  await walk('In CI', { plan: [2], 'doctor --profile': [0], 'doctor --fail-on': [1] });
  expect(await host.readFile('/root/pulls.xml')).toContain('<testsuite ');
});

test('a host that somebody set up by hand', async () => {
  const proxies = {
    'http-proxy': 'http://proxy.lab:3128',
    'https-proxy': 'https://proxy.lab:3128',
  };
  await host.writeFile('/etc/docker/daemon.json', JSON.stringify({ proxies }));
  await host.restartDocker();
  await walk('A host that somebody set up by hand', { doctor: [1], plan: [0] });
  await pulls('library/hello');
});

test('asking somebody else', async () => {
  await walk('Asking somebody else');
  const files = await host.sh('tar -tzf /root/dockcfg.tar.gz');
  expect(files).toContain('evidence.json');
});

/** The files of every recipe, and `dockcfg` where a shell finds it. */
async function prepare(): Promise<void> {
  const script = `#!/bin/sh\nexec ${checkoutOnHost}/node_modules/.bin/node ${checkoutOnHost}/bin/dockcfg.js "$@"\n`;
  await host.writeFile('/usr/local/bin/dockcfg', script, '755');
  await host.writeFile('/root/corp-ca.pem', lab.ca.private);
}

/**
 * Types what stands under a heading, line by line.
 * @param expected exit codes other than 0, by the beginning of the command
 */
async function walk(
  heading: string,
  expected: { readonly [command: string]: readonly number[] } = {},
): Promise<void> {
  const fences = page.fences.filter(({ under }) => under === heading);
  expect(fences.length, heading).toBeGreaterThan(0);
  for (const fence of fences) {
    if (fence.language === 'json5') await host.writeFile('/root/profile.json5', here(fence.text));
    for (const line of typed(fence)) {
      const ended = await host.run(['sh', '-c', `cd /root && ${here(line.text)}`]);
      const codes = Object.entries(expected).find(([start]) =>
        line.argv.join(' ').startsWith(start),
      );
      const context = `${line.text}\n${ended.stdout}\n${ended.stderr}`;
      expect(codes?.[1] ?? [0], context).toContain(ended.exitCode);
    }
  }
}

function typed(fence: Fence): readonly CommandLine[] {
  return commandLines({ fences: [fence] });
}

function here(text: string): string {
  return names.reduce((all, [from, to]) => all.replaceAll(from, to), text);
}

async function pulls(image: string): Promise<void> {
  await host.forgetImages();
  expect(await host.pull(image)).toMatchObject({ exitCode: 0 });
}
