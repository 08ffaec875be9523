import { describe, expect, it } from 'vitest';
import type { HostFacts } from '../../src/domain/facts.ts';
import { maskedPlaces } from '../../src/engine/evidence/masked-places.ts';
import { scrubbed } from '../../src/engine/evidence/scrub.ts';
import { holdsSecret, isSecretName, secretsIn } from '../../src/engine/secrets.ts';
import { evidenceWith, factsWith } from '../checks/evidence.ts';

function filesOf(texts: { readonly [path: string]: string }): HostFacts['files'] {
  const entries = Object.entries(texts).map(([path, text]) => {
    const bytes = new TextEncoder().encode(text);
    const state = { kind: 'file', bytes, mode: 0o600, uid: 0, gid: 0 } as const;
    return [path, { path, state, realPath: null }] as const;
  });
  return new Map(entries);
}

const login = Buffer.from('ann:login-pw').toString('base64');
const facts = factsWith({
  files: filesOf({
    '/etc/docker/daemon.json':
      '{\n  "proxies": { "https-proxy": "http://u:file%21pw@p:1" },\n  "log-opts": { "splunk-token": "splunk-pw" }\n}\n',
    '/root/.docker/config.json': JSON.stringify({ auths: { h: { auth: login } } }),
    '/etc/docker/certs.d/h/client.key':
      '-----BEGIN PRIVATE KEY-----\nMIIE\n-----END PRIVATE KEY-----\n',
    '/etc/hosts': '127.0.0.1 localhost\n',
  }),
  process: {
    pid: 7,
    argv: ['dockerd'],
    environment: {
      HTTPS_PROXY: 'http://u:environment-pw@p:1',
      HTTP_PROXY: 'http://u:with a space@p:1',
      IMAGE: 'nginx:latest@sha256:1f',
      VAULT_TOKEN: 'vault-pw',
      EDITOR: 'vi',
    },
  },
});

describe('what is known to be secret', () => {
  const found = secretsIn(facts).map((secret) => secret.reveal());

  it.each([
    'file!pw',
    'file%21pw',
    'splunk-pw',
    'login-pw',
    login,
    'environment-pw',
    'with a space',
    'vault-pw',
  ])('is %s', (text) => {
    expect(found).toContain(text);
  });

  it('is nothing that is common, short, or no secret', () => {
    expect(found).not.toContain('vi');
    expect(found).not.toContain('latest');
    const plain = filesOf({
      '/a.json': '{"password": "abc", "token": "true", "log-level": "info"}',
    });
    expect(secretsIn(factsWith({ files: plain }))).toEqual([]);
  });

  it.each([
    ['password', true],
    ['splunk-token', true],
    ['AWS_SECRET_ACCESS_KEY', true],
    ['proxy-passwd', true],
    ['registry-mirrors', false],
    ['data-root', false],
    ['PATH', false],
  ])('a name like %s says so: %s', (name, says) => {
    expect(isSecretName(name)).toBe(says);
  });

  it('is found inside of what would be passed on', () => {
    expect(holdsSecret('log-opts', { 'gelf-address': 'udp://h:1' })).toBe(false);
    expect(holdsSecret('log-opts', { 'splunk-token': 'x1x2' })).toBe(true);
    expect(holdsSecret('x', ['https://u:pw@h'])).toBe(true);
  });
});

describe('where something is masked', () => {
  it('is told by file and line, or by the name of the variable', () => {
    const places = maskedPlaces(evidenceWith({ facts }));
    expect(places).toEqual([
      { where: '/etc/docker/daemon.json', line: 2 },
      { where: '/etc/docker/daemon.json', line: 3 },
      { where: '/root/.docker/config.json', line: 1 },
      { where: '/etc/docker/certs.d/h/client.key', line: 1 },
      { where: 'environment of docker.service: HTTPS_PROXY', line: null },
      { where: 'environment of docker.service: HTTP_PROXY', line: null },
      { where: 'environment of docker.service: VAULT_TOKEN', line: null },
    ]);
  });
});

describe('evidence that leaves the host', () => {
  it('keeps of an environment only what the engine reads', () => {
    const { process } = scrubbed(evidenceWith({ facts })).facts;
    expect(process?.environment).toEqual({
      HTTPS_PROXY: 'http://u:environment-pw@p:1',
      HTTP_PROXY: 'http://u:with a space@p:1',
      IMAGE: 'xxxxx',
      VAULT_TOKEN: 'xxxxx',
      EDITOR: 'xxxxx',
    });
  });
});
