import { describe, expect, it } from 'vitest';
import {
  type ClientConfig,
  editClientConfig,
  readClientConfig,
} from '../../src/formats/client-config.ts';
import { bytesOf, textOf } from '../../src/formats/text.ts';
import { fixture, fixtureText } from './fixtures.ts';

function read(name: string): ClientConfig {
  const config = readClientConfig(fixture(`client-config/${name}`));
  if (config.kind === 'broken') throw new Error(config.reason.en);
  return config;
}

describe('readClientConfig', () => {
  it('tells who keeps logins, and never the logins', () => {
    const config = read('desktop.json');
    expect(config).toMatchObject({
      credsStore: 'desktop',
      credHelpers: { 'gcr.io': 'gcloud' },
      currentContext: 'desktop-linux',
      auths: [
        { registry: 'https://index.docker.io/v1/', inFile: false },
        { registry: 'harbor.example', inFile: true },
      ],
    });
    expect(JSON.stringify(config.auths)).not.toContain('dXNlcjpzM2NyZXQ=');
  });

  it('reads proxies by daemon host', () => {
    const config = read('proxies.json');
    expect(config.proxies).toEqual({
      default: { httpProxy: 'http://proxy.example:3128', noProxy: 'localhost' },
      'tcp://remote:2376': { httpsProxy: 'http://other:3128' },
    });
    expect(config.at(['proxies', 'default', 'noProxy'])?.line).toBe(3);
    expect(config.at(['proxies', 'default', 'ftpProxy'])).toBeNull();
  });

  it('names the place in a broken file without showing the login', () => {
    const config = readClientConfig(fixture('client-config/broken.json'));
    expect(config).toMatchObject({ kind: 'broken', line: 3, column: 51 });
    expect(JSON.stringify(config.kind === 'broken' && config.reason)).not.toContain(
      'dXNlcjpzM2NyZXQ=',
    );
    expect(config.kind === 'broken' && config.repaired).toContain('"auth": "dXNlcjpzM2NyZXQ=" }');
  });

  it('knows shapes that are none', () => {
    for (const text of ['[]', '{"proxies": [], "auths": "x", "credHelpers": {"a": 1}}', 'null']) {
      expect(readClientConfig(bytesOf(text))).toMatchObject({
        proxies: {},
        auths: [],
        credHelpers: {},
      });
    }
  });
});

describe('editClientConfig', () => {
  it('sets a proxy and touches nothing else', () => {
    const path = ['proxies', 'default', 'httpProxy'];
    const edited = editClientConfig(read('proxies.json'), [{ path, value: 'http://new:1' }]);
    expect(textOf(edited)).toBe(
      fixtureText('client-config/proxies.json').replace(
        'http://proxy.example:3128',
        'http://new:1',
      ),
    );
    const removed = editClientConfig(read('proxies.json'), [{ path, value: undefined }]);
    expect(textOf(removed)).toContain('"default": { "noProxy": "localhost" },');
  });

  it('starts a file as the CLI would write it', () => {
    const path = ['proxies', 'default', 'httpProxy'];
    const edited = editClientConfig(read('empty.json'), [{ path, value: 'http://new:1' }]);
    expect(textOf(edited)).toBe(
      '{\n\t"proxies": {\n\t\t"default": {\n\t\t\t"httpProxy": "http://new:1"\n\t\t}\n\t}\n}\n',
    );
    expect(editClientConfig(read('empty.json'), [{ path, value: undefined }])).toHaveLength(0);
  });
});
