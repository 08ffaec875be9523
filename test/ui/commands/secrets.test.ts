import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { extract } from 'tar-stream';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { image, startWorld, type World } from '../../world/world.ts';
import { type Ran, runRecorded } from '../outside.ts';

/** One secret for each place that can hold one; none is a part of another. */
const secrets = {
  daemonJson: 'Zq7-daemon!json',
  splunk: 'Zq7-splunk-collector',
  dropIn: 'Zq7-drop!in',
  environmentFile: 'Zq7-environment/file',
  registryToken: 'Zq7registrytokenvariable',
  shell: 'Zq7-of-this-shell',
  login: 'Zq7-login+harbor',
  identity: 'Zq7identity-token-of-the-client',
  passwordFile: 'Zq7-password#file',
  pasted: 'Zq7-in-a-pasted-error',
} as const;

const unit = `[Service]
Type=notify
ExecStart=/usr/bin/dockerd -H fd://
EnvironmentFile=-/etc/docker/service.env
`;

const url = (password: string, place: string) =>
  `http://bob:${encodeURIComponent(password)}@${place}`;

/** Every command on a host that is full of secrets, in a network that hands out more. */
describe('a planted secret', () => {
  let world: World;
  let folder: string;
  let root: string;
  let app: string;
  let profile: string;
  let proxyPlace: string;
  const argvs: (readonly string[])[] = [];
  const served: (() => readonly string[])[] = [];

  beforeAll(async () => {
    world = await startWorld();
    folder = await mkdtemp(join(tmpdir(), 'dockcfg-secrets-'));
    root = join(folder, 'host');
    const tls = { kind: 'private-ca' } as const;
    const tokens = await world.tokenServer({
      name: 'auth.example',
      tls,
      users: { alice: secrets.login },
    });
    const blobs = await world.blobHost({ name: 'blobs.example', tls });
    const harbor = await world.registry({
      name: 'harbor.example',
      tls,
      auth: {
        kind: 'bearer',
        realm: `https://auth.example:${tokens.port}/token`,
        service: 'harbor.example',
      },
      blobs: { redirect: blobs.url },
      push: 'denied',
      images: [image({ repo: 'team/app', tag: '1.0' })],
    });
    const users = { bob: secrets.daemonJson };
    const proxy = await world.proxy({ name: 'proxy.example', auth: { kind: 'basic', users } });
    proxyPlace = `proxy.example:${proxy.port}`;
    app = `harbor.example:${harbor.port}/team/app:1.0`;
    for (const { requests } of [tokens, harbor, blobs, proxy]) {
      served.push(() =>
        requests.flatMap((request) => [
          ...Object.values(request.headers).flatMap((value) => credentialsIn(String(value))),
          ...ticketsIn(request.url),
        ]),
      );
    }
    profile = join(folder, 'profile.json5');
    await plant();
  });
  afterAll(async () => {
    await world.stop();
    await rm(folder, { recursive: true, force: true });
  });

  async function plant(): Promise<void> {
    const auth = Buffer.from(`alice:${secrets.login}`).toString('base64');
    const files = {
      'etc/os-release': 'ID=debian\n',
      'etc/hosts': world.hostsFile(),
      'etc/resolv.conf': 'nameserver 127.0.0.9\n',
      'etc/ssl/certs/ca-certificates.crt': world.authority.pem,
      'lib/systemd/system/docker.service': unit,
      'usr/bin/dockerd': '',
      'var/lib/dpkg/status':
        'Package: docker-ce\nStatus: install ok installed\nVersion: 5:28.5.2-1\n',
      'etc/docker/daemon.json': JSON.stringify({
        proxies: { 'https-proxy': url(secrets.daemonJson, proxyPlace) },
        'log-driver': 'splunk',
        'log-opts': { 'splunk-token': secrets.splunk },
      }),
      'etc/systemd/system/docker.service.d/proxy.conf': `[Service]\nEnvironment="HTTP_PROXY=${url(secrets.dropIn, proxyPlace).replaceAll('%', '%%')}"\n`,
      'etc/docker/service.env': `ALL_PROXY=${url(secrets.environmentFile, proxyPlace)}\nREGISTRY_TOKEN=${secrets.registryToken}\n`,
      'root/.docker/config.json': JSON.stringify({
        auths: {
          [app.replace(/\/.*/, '')]: { auth },
          'other.example': { identitytoken: secrets.identity },
        },
      }),
    };
    for (const [path, text] of Object.entries(files)) {
      await mkdir(dirname(join(root, path)), { recursive: true });
      await writeFile(join(root, path), text);
    }
    await writeFile(join(folder, 'password'), `${secrets.passwordFile}\n`);
    const proxies = `{ "https-proxy": "http://bob@${proxyPlace}", "password-file": "./password" }`;
    await writeFile(profile, `{ proxies: ${proxies} }`);
  }

  const run = (command: string, ...more: string[]): Promise<Ran> =>
    runRecorded([command, '--root', root, '--verbose', ...more], {
      real: true,
      env: { LANG: 'en_US.UTF-8', HTTPS_PROXY: url(secrets.shell, proxyPlace) },
      onCommand: (argv) => argvs.push(argv),
    });

  /** Every form in which a secret of this run could show. */
  const forms = () => {
    const all = [...Object.values(secrets), ...served.flatMap((each) => each())];
    return [...new Set(all.flatMap(formsOf))];
  };
  const expectClean = (text: string, where: string) => {
    const leaked = forms().filter((form) => text.includes(form));
    expect(leaked, where).toEqual([]);
  };
  const expectSilent = ({ stdout, stderr, exit }: Ran, where: string) => {
    expect(exit, `${where}: ${stderr}`).toBeLessThan(64);
    expectClean(stdout, `${where}, stdout`);
    expectClean(stderr, `${where}, stderr`);
  };
  const doctor = ['--with-credentials', '--push', '--image'];

  it.each(['human', 'json', 'ndjson', 'short', 'markdown', 'junit', 'html'])(
    'never shows in doctor --format %s',
    async (format) => {
      expectSilent(await run('doctor', ...doctor, app, '--format', format), format);
    },
  );

  it('was met on the way: the servers did see passwords, tokens and tickets', () => {
    const met = served.flatMap((each) => each());
    expect(met.some((text) => text.startsWith('eyJ') || text.length > 40)).toBe(true);
    const login = Buffer.from(`alice:${secrets.login}`).toString('base64');
    const proxy = Buffer.from(`bob:${secrets.daemonJson}`).toString('base64');
    expect(met).toEqual(expect.arrayContaining([login, proxy]));
    expect(met.length).toBeGreaterThan(3);
  });

  it('never shows in saved evidence', async () => {
    const file = join(folder, 'evidence.json');
    expectSilent(await run('doctor', ...doctor, app, '--save-evidence', file), 'doctor');
    const text = await readFile(file, 'utf8');
    expectClean(text, 'evidence');
    for (const [, bytes = ''] of text.matchAll(/"\$bytes": "([^"]*)"/g)) {
      expectClean(Buffer.from(bytes, 'base64').toString('latin1'), 'bytes of the evidence');
    }
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    expectSilent(await runRecorded(['doctor', '--from-evidence', file], { real: true }), 'again');
  });

  it('never shows in a bundle, which says where each stood', async () => {
    const file = join(folder, 'bundle.tar.gz');
    expectSilent(await run('doctor', ...doctor, app, '--bundle', file), 'doctor');
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    const entries = await unpacked(await readFile(file));
    for (const [name, text] of entries) expectClean(text, name);
    const names = [...entries.keys()].map((name) => name.replace('dockcfg-bundle/', ''));
    expect(names).toEqual(
      expect.arrayContaining([
        'README.txt',
        'doctor.json',
        'evidence.json',
        'masked.json',
        'report.html',
        'report.md',
        'files/etc/docker/daemon.json',
        'files/etc/docker/service.env',
      ]),
    );
    const masked = JSON.parse(entries.get('dockcfg-bundle/masked.json') ?? '') as {
      where: string;
    }[];
    const places = masked.map(({ where }) => where).join('\n');
    for (const place of [
      'daemon.json',
      'proxy.conf',
      'service.env',
      'config.json',
      'HTTPS_PROXY',
    ]) {
      expect(places).toContain(place);
    }
  });

  it.each(['human', 'json', 'markdown', 'html'])(
    'never shows in %s when a server repeats it',
    async (format) => {
      const seen: string[] = [];
      await using server = await parrot(seen);
      const host = `localhost:${server.port}`;
      const login = `alice:${secrets.login}`;
      const auth = Buffer.from(login).toString('base64');
      const config = JSON.stringify({ auths: { [host]: { auth } } });
      await writeFile(join(root, 'root/.docker/config.json'), config);
      const argv = ['--with-credentials', '--image', `${host}/team/app`, '--format', format];
      const ran = await run('doctor', ...argv);
      expectSilent(ran, format);
      expect(seen).toEqual(expect.arrayContaining([`Basic ${auth}`]));
      for (const text of seen.map((each) => each.replace(/^\w+ /, ''))) {
        expect(ran.stdout + ran.stderr, format).not.toContain(text);
      }
    },
  );

  it('never shows when it was pasted', async () => {
    const error = `Error response from daemon: Get "${url(secrets.pasted, proxyPlace)}/v2/": proxyconnect tcp: dial tcp: lookup proxy.example: no such host; Authorization: Bearer ${secrets.identity}`;
    for (const format of ['human', 'json', 'markdown', 'html']) {
      const argv = ['--from-error', error, '--format', format];
      expectSilent(await run('doctor', ...argv), `--from-error in ${format}`);
    }
  });

  it.each([
    ['show'],
    ['show', '--json'],
    ['explain', 'nginx'],
    ['explain', 'nginx', '--json'],
    ['export', '--as', 'profile'],
    ['export', '--as', 'flags'],
    ['export', '--as', 'ansible'],
    ['export', '--as', 'cloud-init'],
  ])('never shows in %s %s %s', async (command, ...more) => {
    expectSilent(await run(command, ...more), command);
  });

  it('never shows while it is written, or afterwards', async () => {
    expectSilent(await run('plan', profile, '--json'), 'plan --json');
    expectSilent(await run('plan', profile), 'plan');
    expectSilent(await run('doctor', '--image', app, '--profile', profile), 'doctor --profile');
    expectSilent(await run('apply', profile, '--diff'), 'apply');
    expectSilent(await run('history', '--diff'), 'history');
    expectSilent(await run('history', '--json'), 'history --json');
    expectSilent(await run('doctor', '--image', app, '--fix', '--yes'), 'doctor --fix');
    expectSilent(await run('rollback', '--check', '--diff'), 'rollback');
  });

  it('is in no file that others can read', async () => {
    const state = join(root, 'var/lib/dockcfg');
    expect((await stat(state)).mode & 0o077).toBe(0);
    const names = await readdir(state, { recursive: true, withFileTypes: true });
    expect(names.length).toBeGreaterThan(2);
    for (const entry of names) {
      const { mode } = await stat(join(entry.parentPath, entry.name));
      expect(mode & 0o077, entry.name).toBe(0);
    }
  });

  it('is in no command line', () => {
    for (const argv of argvs) expectClean(argv.join(' '), argv[0] ?? '');
  });

  it('is refused on our own, where every user could read it', async () => {
    const { exit, stderr } = await run('apply', '--https-proxy', url(secrets.pasted, proxyPlace));
    expect(exit).toBe(64);
    expectClean(stderr, 'the refusal');
  });
});

/** What stands in an authorization header, and in no other. */
function credentialsIn(header: string): readonly string[] {
  const value = /^(?:basic|bearer) +(\S+)$/i.exec(header)?.[1];
  return value ? [value] : [];
}

/** What makes a signed URL a ticket of its own. */
function ticketsIn(text: string): readonly string[] {
  const query = new URLSearchParams(text.split('?')[1] ?? '');
  return ['X-Amz-Signature', 'X-Amz-Credential'].flatMap((name) => query.get(name) ?? []);
}

/** A secret as it is, and as it travels. */
function formsOf(secret: string): readonly string[] {
  const base64 = ['bob', 'alice'].map((user) =>
    Buffer.from(`${user}:${secret}`).toString('base64'),
  );
  return [secret, encodeURIComponent(secret), JSON.stringify(secret).slice(1, -1), ...base64];
}

async function unpacked(archive: Uint8Array): Promise<ReadonlyMap<string, string>> {
  const found = new Map<string, string>();
  const tar = extract();
  tar.end(gunzipSync(archive));
  for await (const entry of tar) {
    const chunks: Buffer[] = [];
    for await (const chunk of entry) chunks.push(chunk as Buffer);
    expect((entry.header.mode ?? 0) & 0o077, entry.header.name).toBe(0);
    found.set(entry.header.name, Buffer.concat(chunks).toString('utf8'));
  }
  return found;
}

/** A registry that says in its errors what it was sent. */
async function parrot(seen: string[]): Promise<AsyncDisposable & { readonly port: number }> {
  const server = createServer((request, response) => {
    const { url: asked = '', headers } = request;
    const { authorization } = headers;
    if (authorization) seen.push(authorization);
    const { port } = server.address() as AddressInfo;
    if (asked.startsWith('/token')) {
      response.end(JSON.stringify({ token: 'Zq7-opaque-token-of-a-parrot', said: authorization }));
      return;
    }
    response.writeHead(authorization ? 403 : 401, {
      'content-type': 'application/json',
      'www-authenticate': `Bearer realm="http://localhost:${port}/token",service="parrot"`,
    });
    const message = `${authorization} is not good enough; nor is ${secrets.login}`;
    response.end(JSON.stringify({ errors: [{ code: 'DENIED', message }] }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    [Symbol.asyncDispose]: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
