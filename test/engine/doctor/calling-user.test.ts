import { describe, expect, it } from 'vitest';
import { asCallingUser } from '../../../src/engine/doctor/calling-user.ts';
import { loginsFor } from '../../../src/engine/doctor/logins.ts';
import type { Commands } from '../../../src/ports/commands.ts';
import { factsWith } from '../../checks/evidence.ts';
import { createMemoryFiles } from '../../doubles/files.ts';

const passwd = `root:x:0:0:root:/root:/bin/bash
ada:x:1000:1000:Ada Lovelace,,,:/home/ada:/bin/zsh
bob:x:1001:1001::relative:/bin/sh
`;
const auth = Buffer.from('ada:pw').toString('base64');
const files = createMemoryFiles({
  '/etc/passwd': passwd,
  '/home/ada/.docker/config.json': JSON.stringify({ auths: { 'quay.io': { auth } } }),
});
const user = (sudoUser: string | null, uid = 0) => ({ uid, home: '/root', sudoUser });

describe('the login of whoever called', () => {
  it('is the one behind sudo', async () => {
    const facts = await asCallingUser(factsWith({ user: user('ada') }), files);
    expect(facts.user.home).toBe('/home/ada');
    const logins = await loginsFor(['quay.io'], facts, null);
    expect(logins.get('quay.io')).toMatchObject({ username: 'ada' });
  });

  it.each([
    ['root itself', user(null)],
    ['sudo as root', user('root')],
    ['somebody else', user(null, 1000)],
    ['an unknown name', user('eve')],
    ['a home that is none', user('bob')],
  ])('is left as it is for %s', async (_name, caller) => {
    const facts = factsWith({ user: caller });
    expect(await asCallingUser(facts, files)).toBe(facts);
  });

  it('is not fetched from a program as root for somebody else', async () => {
    const ran: string[] = [];
    const commands: Commands = {
      run: async (argv) => {
        ran.push(argv[0]);
        return { exitCode: 0, stdout: '{"Username":"u","Secret":"s"}', stderr: '' };
      },
    };
    const withHelper = createMemoryFiles({
      '/etc/passwd': passwd,
      '/home/ada/.docker/config.json': '{"credsStore":"pass"}',
    });
    const facts = await asCallingUser(factsWith({ user: user('ada') }), withHelper);
    expect(await loginsFor(['quay.io'], facts, commands)).toEqual(new Map());
    expect(ran).toEqual([]);
  });
});
