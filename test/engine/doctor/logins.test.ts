import { describe, expect, test } from 'vitest';
import { loginsFor } from '../../../src/engine/doctor/logins.ts';
import type { Commands } from '../../../src/ports/commands.ts';
import { factsWith } from '../../checks/evidence.ts';

const path = '/home/ann/.docker/config.json';

function factsOf(config: object, user: { uid?: number; sudoUser?: string | null } = {}) {
  const bytes = new TextEncoder().encode(JSON.stringify(config));
  const state = { kind: 'file', bytes, mode: 0o600, uid: 1000, gid: 1000 } as const;
  const files = new Map([[path, { path, state, realPath: null }]]);
  return factsWith({ files, user: { uid: 1000, home: '/home/ann', sudoUser: null, ...user } });
}

const asked: string[] = [];
const commands: Commands = {
  run: async ([program], { input }) => {
    asked.push(`${program} ${input}`);
    const stdout = '{"ServerURL":"x","Username":"ann","Secret":"from-helper"}';
    return { exitCode: 0, stdout, stderr: '' };
  },
};

const auth = Buffer.from('ann:pä:ss').toString('base64');

async function shown(
  domains: readonly string[],
  config: object,
  user = {},
  port: Commands | null = commands,
) {
  const logins = await loginsFor(domains, factsOf(config, user), port);
  return [...logins].map(([domain, { username, password }]) => [
    domain,
    username,
    password.reveal(),
  ]);
}

describe('logins of the invoking user', () => {
  test('stand in the file, with Docker Hub under its old address', async () => {
    const config = {
      auths: { 'https://index.docker.io/v1/': { auth }, 'h.example:5000': { auth } },
    };
    expect(await shown(['docker.io', 'h.example:5000', 'h.example'], config)).toEqual([
      ['docker.io', 'ann', 'pä:ss'],
      ['h.example:5000', 'ann', 'pä:ss'],
    ]);
  });

  test('come from the program that is named, for one host or for all', async () => {
    asked.length = 0;
    const config = { credsStore: 'store', credHelpers: { 'h.example': 'own' } };
    expect(await shown(['docker.io', 'h.example'], config)).toEqual([
      ['docker.io', 'ann', 'from-helper'],
      ['h.example', 'ann', 'from-helper'],
    ]);
    expect(asked).toEqual([
      'docker-credential-store https://index.docker.io/v1/',
      'docker-credential-own h.example',
    ]);
  });

  test('may be identity tokens, in the file or from the program', async () => {
    const config = { auths: { 'h.example': { auth: '', identitytoken: 'r3fresh' } } };
    const inFile = await loginsFor(['h.example'], factsOf(config), null);
    expect(inFile.get('h.example')).toMatchObject({ isIdentityToken: true });
    expect(inFile.get('h.example')?.password.reveal()).toBe('r3fresh');
    const stdout = '{"Username":"<token>","Secret":"r3fresh"}';
    const helper: Commands = { run: async () => ({ exitCode: 0, stdout, stderr: '' }) };
    const fromHelper = await loginsFor(['h.example'], factsOf({ credsStore: 'x' }), helper);
    expect(fromHelper.get('h.example')).toMatchObject({ isIdentityToken: true });
  });

  test("are not fetched by running somebody else's program as root", async () => {
    asked.length = 0;
    const user = { uid: 0, sudoUser: 'ann' };
    expect(await shown(['h.example'], { credsStore: 'store' }, user)).toEqual([]);
    expect(asked).toEqual([]);
  });

  test.each([
    [{}],
    [{ auths: { 'h.example': {} } }],
    [{ auths: { 'h.example': { auth: '***' } } }],
    [{ auths: { 'h.example': { auth: btoa('nocolon') } } }],
    [{ auths: [] }],
    [{ credsStore: '../../evil' }],
  ])('are none in %j', async (config) => {
    expect(await shown(['h.example'], config)).toEqual([]);
  });
});
