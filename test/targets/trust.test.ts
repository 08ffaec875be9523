import { describe, expect, it } from 'vitest';
import { trustStores } from '../../src/domain/trust-stores.ts';
import { certificateName } from '../../src/targets/certificates.ts';
import { certsD } from '../../src/targets/certs-d.ts';
import { clientConfig } from '../../src/targets/client-config.ts';
import { hostsToml } from '../../src/targets/hosts-toml.ts';
import { systemTrust } from '../../src/targets/system-trust.ts';
import { engine, textIn } from '../engine/host.ts';
import { pem } from '../engine/plan/host.ts';
import { edit, edited } from './target-host.ts';

const folder = '/etc/docker/certs.d/h.example:5000';
const host = 'h.example:5000';

describe('a trust directory', () => {
  it('gets ca.crt', async () => {
    const after = await edited(certsD, {}, [edit('ca', pem('ca'), host)]);
    expect(after).toEqual({
      [`${folder}/ca.crt`]: expect.objectContaining({ text: pem('ca'), mode: 0o644 }),
    });
  });

  it('is left alone where the same authorities are trusted under another name', async () => {
    const tree = { [`${folder}/corp.crt`]: `${pem('b')}${pem('a')}`.replaceAll('\n', '\r\n') };
    expect(await edited(certsD, tree, [edit('ca', pem('a') + pem('b'), host)])).toEqual(tree);
  });

  it('replaces what is not PEM, which the engine passes over without a word', async () => {
    const tree = { [`${folder}/ca.crt`]: '0\x82DER' };
    const after = await edited(certsD, tree, [edit('ca', pem('ca'), host)]);
    expect(textIn(after, `${folder}/ca.crt`)).toBe(pem('ca'));
  });

  it('loses an authority saved as ca.cert, with which every pull fails', async () => {
    const tree = { [`${folder}/ca.cert`]: pem('ca') };
    const after = await edited(certsD, tree, [edit('ca', pem('ca'), host)]);
    expect(Object.keys(after)).toEqual([`${folder}/ca.crt`]);
  });

  it('keeps a pair of certificate and key that is no stray authority', async () => {
    const tree = { [`${folder}/client.cert`]: pem('ca'), [`${folder}/client.key`]: 'KEY' };
    const after = await edited(certsD, tree, [edit('ca', pem('ca'), host)]);
    expect(after).toMatchObject(tree);
  });

  it('gets a client pair whose key only root reads', async () => {
    const value = { certificate: pem('c'), key: 'KEY\n' };
    const after = await edited(certsD, {}, [edit('client', value, host)]);
    expect(after[`${folder}/client.key`]).toMatchObject({ text: 'KEY\n', mode: 0o600 });
    expect(after[`${folder}/client.cert`]).toMatchObject({ mode: 0o644 });
  });

  it('is emptied of authorities when none is wanted', async () => {
    const tree = { [`${folder}/a.crt`]: pem('a'), [`${folder}/b.crt`]: pem('b') };
    expect(await edited(certsD, tree, [edit('ca', null, host)])).toEqual({});
  });
});

const containerd = engine('28.5.2', 'containerd');

describe('hosts.toml', () => {
  const path = `${folder}/hosts.toml`;

  it('describes mirrors in their order, each with its own trust', async () => {
    const value = [
      { url: 'https://b.example', ca: ['/etc/docker/certs.d/b.example/ca.crt'] },
      { url: 'http://a.example:5000' },
      { url: 'https://c.example', 'skip-verify': true },
    ];
    const after = await edited(hostsToml, {}, [edit('mirrors', value, host)], containerd);
    expect(textIn(after, path)).toBe(`# Written by dockcfg; \`dockcfg history\` tells when and why.
server = "https://h.example:5000"

[host."https://b.example"]
capabilities = ["pull", "resolve"]
ca = "/etc/docker/certs.d/b.example/ca.crt"

[host."http://a.example:5000"]
capabilities = ["pull", "resolve"]

[host."https://c.example"]
capabilities = ["pull", "resolve"]
skip_verify = true
`);
  });

  it('names the certificates beside it, which the engine then no longer finds by itself', async () => {
    const tree = {
      [`${folder}/ca.crt`]: pem('ca'),
      [`${folder}/client.cert`]: pem('c'),
      [`${folder}/client.key`]: 'KEY',
    };
    const after = await edited(
      hostsToml,
      tree,
      [edit('mirrors', [{ url: 'https://m' }], host)],
      containerd,
    );
    expect(textIn(after, path)).toContain(
      'ca = "ca.crt"\nclient = [["client.cert", "client.key"]]\n',
    );
  });

  it('keeps plain HTTP for an upstream that is listed as insecure', async () => {
    const tree = { '/etc/docker/daemon.json': `{"insecure-registries":["${host}"]}` };
    const after = await edited(
      hostsToml,
      tree,
      [edit('mirrors', [{ url: 'https://m' }], host)],
      containerd,
    );
    expect(textIn(after, path)).toContain(`server = "http://${host}"\nskip_verify = true\n`);
  });

  it("keeps what an administrator's file says besides, and changes the order where it must", async () => {
    const text = `# ours
[host."https://a"]
  capabilities = ["pull"] # no resolve
  dial_timeout = "3s"

[host."https://b"]
`;
    const value = [{ url: 'https://b' }, { url: 'https://a/' }];
    const after = await edited(
      hostsToml,
      { [path]: text },
      [edit('mirrors', value, host)],
      containerd,
    );
    expect(textIn(after, path)).toBe(`[host."https://b"]

# ours
[host."https://a"]
  capabilities = ["pull"] # no resolve
  dial_timeout = "3s"
`);
  });

  it('names a new authority for the server and for a table of the registry itself', async () => {
    const tree = {
      [path]: `server = "https://${host}"\n\n[host."https://${host}"]\nca = "/old.crt"\n`,
      [`${folder}/ca.crt`]: pem('ca'),
    };
    const after = await edited(hostsToml, tree, [edit('ca', pem('ca'), host)], containerd);
    expect(textIn(after, path)).toBe(
      `server = "https://${host}"\nca = "ca.crt"\n\n[host."https://${host}"]\nca = ["/old.crt", "ca.crt"]\n`,
    );
  });

  it('goes when dockcfg made it and no mirror is left', async () => {
    const set = await edited(
      hostsToml,
      {},
      [edit('mirrors', [{ url: 'https://m' }], host)],
      containerd,
    );
    expect(await edited(hostsToml, set, [edit('mirrors', null, host)], containerd)).toEqual({});
  });

  it('lies in the folder the containerd store prefers', async () => {
    const tree = { '/etc/docker/certs.d/h.example_5000_/ca.crt': pem('ca') };
    const after = await edited(
      hostsToml,
      tree,
      [edit('mirrors', [{ url: 'https://m' }], host)],
      containerd,
    );
    expect(Object.keys(after)).toContain('/etc/docker/certs.d/h.example_5000_/hosts.toml');
  });
});

describe('the system trust store', () => {
  it.each(trustStores.map(({ id, anchors, marks }) => ({ id, anchors, mark: marks[0] ?? '' })))(
    'of $id gets a certificate under a name of its own',
    async ({ anchors, mark }) => {
      const tree = { [`${mark}/.keep`.replace('certificates/.keep', 'certificates')]: '' };
      const after = await edited(systemTrust, tree, [edit('system-ca', [pem('root')])]);
      const path = `${anchors}dockcfg-${certificateName(pem('root'))}.crt`;
      expect(textIn(after, path)).toBe(pem('root'));
    },
  );

  it('is left alone where an anchor holds the certificate already', async () => {
    const tree = {
      '/usr/sbin/update-ca-certificates': '',
      '/usr/local/share/ca-certificates/corp.crt': pem('root'),
    };
    expect(await edited(systemTrust, tree, [edit('system-ca', [pem('root')])])).toEqual(tree);
  });

  it('loses only what dockcfg put there', async () => {
    const anchors = '/usr/local/share/ca-certificates/';
    const tree = {
      '/usr/sbin/update-ca-certificates': '',
      [`${anchors}corp.crt`]: pem('corp'),
      [`${anchors}dockcfg-0.crt`]: pem('old'),
    };
    const after = await edited(systemTrust, tree, [edit('system-ca', null)]);
    expect(Object.keys(after)).toEqual(['/usr/sbin/update-ca-certificates', `${anchors}corp.crt`]);
  });
});

describe("the client's config.json", () => {
  const path = '/root/.docker/config.json';

  it('is begun as the client itself would: for its owner alone', async () => {
    const after = await edited(clientConfig, {}, [edit('client-https-proxy', 'http://p:1')]);
    expect(after[path]).toMatchObject({ mode: 0o600 });
    expect(JSON.parse(textIn(after, path) ?? '')).toEqual({
      proxies: { default: { httpsProxy: 'http://p:1' } },
    });
  });

  it('belongs to the user whose home it is in', async () => {
    const user = { uid: 1000, gid: 100, home: '/home/ann', sudoUser: null };
    const after = await edited(clientConfig, {}, [edit('client-no-proxy', 'a')], { user });
    expect(after['/home/ann/.docker/config.json']).toMatchObject({ uid: 1000, gid: 100 });
  });

  it('keeps the logins and their layout', async () => {
    const text = '{\n\t"auths": {\n\t\t"h": {"auth": "eA=="}\n\t}\n}\n';
    const set = await edited(clientConfig, { [path]: text }, [edit('client-no-proxy', 'a')]);
    expect(textIn(set, path)).toContain('\t"auths": {\n\t\t"h": {"auth": "eA=="}\n\t}');
    const back = await edited(clientConfig, set, [edit('client-no-proxy', null)]);
    expect(textIn(back, path)).toBe(text);
  });

  it('is not touched when the client cannot read it', async () => {
    await expect(
      edited(clientConfig, { [path]: '{"auths":' }, [edit('client-no-proxy', 'a')]),
    ).rejects.toThrow(`${path}:1:`);
  });
});
