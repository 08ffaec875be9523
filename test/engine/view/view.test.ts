import { describe, expect, it } from 'vitest';
import { viewOf } from '../../../src/engine/view/view.ts';
import { hostOf } from '../host.ts';
import { pem } from '../plan/host.ts';
import { dockerIoUnit, rhel113Unit } from '../units.ts';

const unit = { '/lib/systemd/system/docker.service': dockerIoUnit };

describe('the view of the files', () => {
  it('is what the next start would read, daemon.json over environment over drop-ins', async () => {
    const facts = await hostOf({
      ...unit,
      '/etc/default/docker': 'DOCKER_OPTS="--insecure-registry=h:5000"\nHTTP_PROXY=http://file:1\n',
      '/etc/systemd/system/docker.service.d/a.conf':
        '[Service]\nEnvironment=HTTP_PROXY=http://drop:1 NO_PROXY=a\n',
      '/etc/docker/daemon.json':
        '{"registry-mirrors":["https://m"],"proxies":{"https-proxy":"http://json:1"}}',
    });
    expect(viewOf(facts, 'files')).toMatchObject({
      of: 'files',
      mirrors: ['https://m'],
      insecure: ['h:5000'],
      proxies: { http: 'http://file:1', https: 'http://json:1', no: 'a' },
    });
  });

  it('holds trust directories with their files, and the bundle Go would take', async () => {
    const facts = await hostOf({
      ...unit,
      '/etc/docker/certs.d/h:5000/ca.crt': pem('ca'),
      '/etc/docker/certs.d/docker.io/hosts.toml': '[host."https://m"]\nca = "/srv/m.crt"\n',
      '/srv/m.crt': pem('m'),
      '/etc/ssl/certs/ca-certificates.crt': pem('bundle'),
      '/etc/ssl/ca-bundle.pem': pem('other'),
    });
    const view = viewOf(facts, 'files');
    expect([...view.trustDirectories.keys()]).toEqual(['docker.io', 'h:5000']);
    expect(view.trustDirectories.get('h:5000')?.map((file) => file.name)).toEqual(['ca.crt']);
    expect(view.systemTrust).toEqual({
      path: '/etc/ssl/certs/ca-certificates.crt',
      pem: pem('bundle'),
    });
    expect(view.hostsToml?.get('docker.io')).toMatchObject({ kind: 'parsed' });
    expect([...(view.namedFiles?.keys() ?? [])]).toEqual(['/srv/m.crt']);
  });

  it('tells what is no directory, no file, and half of a pair', async () => {
    const facts = await hostOf({
      ...unit,
      '/etc/docker/certs.d/file.lab': pem('ca'),
      '/etc/docker/certs.d/toml.lab/hosts.toml': 'server = "https://toml.lab"\n',
      '/etc/docker/certs.d/toml.lab/key.pem': pem('key'),
      '/etc/docker/certs.d/plain.lab/key.pem': pem('key'),
    });
    const view = viewOf(facts, 'files');
    expect(view.filesInPlace).toEqual(['file.lab']);
    const keysOf = (name: string) =>
      view.trustDirectories.get(name)?.find((file) => file.name === 'key.pem')?.keys;
    expect(keysOf('toml.lab')).toBeDefined();
    expect(keysOf('plain.lab')).toBeUndefined();
  });

  it('holds the lists of the fork', async () => {
    const facts = await hostOf({
      '/lib/systemd/system/docker.service': rhel113Unit,
      '/etc/sysconfig/docker':
        "ADD_REGISTRY='--add-registry a'\nBLOCK_REGISTRY='--block-registry b'\n",
    });
    expect(viewOf(facts, 'files')).toMatchObject({ addRegistries: ['a'], blockRegistries: ['b'] });
  });
});

describe('the view of the running engine', () => {
  it('is what the engine says, with the password its files know', async () => {
    const facts = await hostOf(
      {
        ...unit,
        '/etc/docker/daemon.json': '{"proxies":{"https-proxy":"http://u:secret@p:1"}}',
      },
      {
        running: {
          info: {
            mirrors: ['https://old/'],
            httpsProxy: 'http://xxxxx:xxxxx@p:1',
            httpProxy: 'http://xxxxx:xxxxx@other:1',
          },
        },
      },
    );
    expect(viewOf(facts, 'running')).toMatchObject({
      of: 'running',
      mirrors: ['https://old/'],
      proxies: { https: 'http://u:secret@p:1', http: 'http://xxxxx:xxxxx@other:1' },
    });
  });

  it('knows a proxy again whose password keeps its URL from being one', async () => {
    const dropIn = '[Service]\nEnvironment=HTTPS_PROXY=http://u:p/w@p:1\n';
    const files = { ...unit, '/etc/systemd/system/docker.service.d/a.conf': dropIn };
    const info = { httpsProxy: 'http://u:xxxxx@p:1' };
    const { proxies } = viewOf(await hostOf(files, { running: { info } }), 'running');
    expect(proxies.https).toBe('http://u:p/w@p:1');
  });

  it('is the files where no engine answers', async () => {
    expect(viewOf(await hostOf(unit), 'running').of).toBe('files');
  });
});
