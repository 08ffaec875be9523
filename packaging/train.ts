/**
 * Runs the program, and keeps what V8 compiled for it: `train.cjs PARTS OUT SCRATCH` (bundle.ts).
 * It works on a tree in SCRATCH, which the first call configures; the next one finds a host that is
 * as it should be.
 */
import { once } from 'node:events';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { makeLoader } from './loader.ts';

const [parts = '', out = '', scratch = ''] = process.argv.slice(2);
const loader = makeLoader(
  {
    home: parts,
    text: (part) => readFileSync(join(parts, `${part}.cjs`), 'latin1'),
    compiled: () => null,
  },
  require,
);

const root = join(scratch, 'root');
const profile = join(scratch, 'profile.json');
const wishes = `{
  "registry-mirrors": ["https://mirror.example"],
  "insecure-registries": ["plain.example:5000"],
  "proxies": { "https-proxy": "http://proxy.example:3128", "no-proxy": ".example" }
}
`;
mkdirSync(join(root, 'etc/docker'), { recursive: true });
writeFileSync(profile, wishes);

// The program ends its process after each command line; here several follow each other.
process.exit = (() => undefined) as unknown as typeof process.exit;

const tree = ['--root', root, '--engine', '28.5.2'];
loader
  .load<typeof import('../src/ui/cli/answer-help.ts')>('help')
  .askedHelp(['--help'], process.stdout, {});
void train();

async function train(): Promise<void> {
  await using registry = await openRegistry();
  for (const [part, commandLine] of [
    ['apply', ['apply', profile, ...tree]],
    ['main', ['explain', 'nginx', ...tree]],
    ['main', ['doctor', `${registry.host}/hello`, ...tree]],
  ] as const) {
    await loader.load<typeof import('../src/main.ts')>(part).run(commandLine);
  }
  for (const [part, script] of loader.scripts)
    writeFileSync(join(out, `${part}.bin`), script.createCachedData());
}

/** As much of a registry as it takes to be walked to the end. */
async function openRegistry(): Promise<AsyncDisposable & { readonly host: string }> {
  const digest = `sha256:${'0'.repeat(64)}`;
  const type = 'application/vnd.docker.distribution.manifest.v2+json';
  const layer = { mediaType: 'application/vnd.docker.image.rootfs.diff.tar.gzip', size: 2, digest };
  const manifest = { schemaVersion: 2, mediaType: type, config: layer, layers: [layer] };
  const server = createServer((request, response) => {
    response.setHeader('Docker-Distribution-Api-Version', 'registry/2.0');
    if (request.url?.includes('/manifests/')) response.setHeader('Content-Type', type);
    response.end(request.url?.includes('/manifests/') ? JSON.stringify(manifest) : '{}');
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    host: `127.0.0.1:${port}`,
    [Symbol.asyncDispose]: async () => {
      server.close();
      server.closeAllConnections();
    },
  };
}
