import { describe, expect, it } from 'vitest';
import type { DesiredState } from '../../../src/domain/desired.ts';
import { parseReference } from '../../../src/domain/reference.ts';
import { routeFor } from '../../../src/domain/routes.ts';
import { viewOf } from '../../../src/engine/view/view.ts';
import { engine, hostOf, textIn } from '../host.ts';
import { ce, daemonJson, exactly, mirrors, pem, planOn, registries } from '../plan/host.ts';

describe('a CA for a registry', () => {
  const wish = registries({ 'h.example:8443': { ca: pem('ca') } });

  it('needs nothing but a file in its directory', async () => {
    const { plan, files } = await planOn(ce, wish, engine('28.5.2', 'containerd'));
    expect(files.map((file) => file.path)).toEqual(['/etc/docker/certs.d/h.example:8443/ca.crt']);
    expect(plan.action).toBe('none');
  });

  it('is named in hosts.toml where the containerd store reads one', async () => {
    const path = '/etc/docker/certs.d/h.example:8443/hosts.toml';
    const tree = { ...ce, [path]: 'server = "https://h.example:8443"\n' };
    const { after } = await planOn(tree, wish, engine('28.5.2', 'containerd'));
    expect(textIn(after, path)).toBe('server = "https://h.example:8443"\nca = "ca.crt"\n');
    const classic = await planOn(tree, wish, engine('28.5.2'));
    expect(textIn(classic.after, path)).toBe(tree[path]);
  });

  it('is taken out of hosts.toml again before the file goes', async () => {
    const path = '/etc/docker/certs.d/h.example:8443/hosts.toml';
    const first = await planOn({ ...ce, [path]: '# x\n' }, wish, engine('28.5.2', 'containerd'));
    const gone = registries({ 'h.example:8443': { ca: null } });
    const { files } = await planOn(first.after, gone, engine('28.5.2', 'containerd'));
    expect(files.map((file) => file.path)).toEqual([
      path,
      '/etc/docker/certs.d/h.example:8443/ca.crt',
    ]);
  });
});

describe('mirrors of Docker Hub on the containerd store', () => {
  const options = engine('28.5.2', 'containerd');
  const hub = '/etc/docker/certs.d/docker.io/hosts.toml';

  it('need no hosts.toml when nothing about them is special', async () => {
    const { files } = await planOn(ce, mirrors('https://m'), options);
    expect(files.map((file) => file.path)).toEqual([daemonJson]);
  });

  it('get one when one of them has a CA of its own already', async () => {
    const tree = { ...ce, '/etc/docker/certs.d/m/ca.crt': pem('m') };
    const { after } = await planOn(tree, mirrors('https://m', 'https://n'), options);
    expect(textIn(after, hub)).toContain(
      '[host."https://m"]\ncapabilities = ["pull", "resolve"]\nca = "/etc/docker/certs.d/m/ca.crt"',
    );
    expect(textIn(after, hub)).toContain('[host."https://n"]');
  });

  it('limit an insecure mirror to itself, and say what it would have done', async () => {
    const desired: DesiredState = {
      ...mirrors('https://10.1.2.3:5000'),
      'insecure-registries': exactly('10.0.0.0/8'),
    };
    const { plan, after } = await planOn(ce, desired, options);
    expect(textIn(after, hub)).toContain(
      '[host."https://10.1.2.3:5000"]\ncapabilities = ["pull", "resolve"]\nskip_verify = true\n',
    );
    expect(plan.warnings.map((warning) => warning.en).join()).toContain('Docker Hub as well');
    const verified: DesiredState = { 'insecure-registries': null };
    const next = await planOn(after, verified, options);
    expect(textIn(next.after, hub)).not.toContain('skip_verify');
  });

  it.each(['http://127.0.0.1:5000', 'http://localhost:5000'])(
    'stand apart from Docker Hub when one is on this host (%s), which counts as insecure',
    async (mirror) => {
      const { after } = await planOn(ce, mirrors(mirror), options);
      expect(textIn(after, hub)).toContain(
        `[host."${mirror}"]\ncapabilities = ["pull", "resolve"]\n`,
      );
      const parsed = parseReference('hello');
      if ('problem' in parsed) throw new Error(parsed.problem.en);
      const route = routeFor(parsed.reference, viewOf(await hostOf(after, options), 'files'));
      expect(route.endpoints.map(({ url, trust }) => [url, trust.verify])).toEqual([
        [mirror, false],
        ['https://registry-1.docker.io', true],
      ]);
    },
  );

  it('warn of a network that Docker Hub itself may be in', async () => {
    const { plan } = await planOn(ce, { 'insecure-registries': exactly('0.0.0.0/0') }, options);
    expect(plan.warnings.map((warning) => warning.en).join()).toContain('0.0.0.0/0');
  });

  it('follow a list an administrator keeps in hosts.toml', async () => {
    const tree = {
      ...ce,
      [hub]: '[host."https://old"]\n',
      [daemonJson]: '{"registry-mirrors":["https://old"]}',
    };
    const { after } = await planOn(tree, mirrors('https://new'), options);
    expect(textIn(after, hub)).toBe('[host."https://new"]\ncapabilities = ["pull", "resolve"]\n');
  });

  it('go from both places together', async () => {
    const first = await planOn(
      ce,
      { ...mirrors('https://m'), ...registries({ m: { ca: pem('m') } }) },
      options,
    );
    const { after } = await planOn(first.after, { 'registry-mirrors': null }, options);
    expect(textIn(after, hub)).toBeUndefined();
    expect(textIn(after, daemonJson)).toBe('{}\n');
  });

  it('are none of hosts.toml before 28.0, where certs.d of the mirror is read', async () => {
    const desired = { ...mirrors('https://m'), ...registries({ m: { ca: pem('m') } }) };
    const { files } = await planOn(ce, desired, engine('27.5.1', 'containerd'));
    expect(files.map((file) => file.path)).toEqual(['/etc/docker/certs.d/m/ca.crt', daemonJson]);
  });
});

describe('mirrors of another registry', () => {
  it('stand in its hosts.toml on the containerd store', async () => {
    const wish = registries({ 'ghcr.io': { mirrors: exactly('https://m') } });
    const { plan, after } = await planOn(ce, wish, engine('28.5.2', 'containerd'));
    expect(textIn(after, '/etc/docker/certs.d/ghcr.io/hosts.toml')).toContain(
      'server = "https://ghcr.io"',
    );
    expect(plan.action).toBe('none');
  });
});
