import { execFileSync } from 'node:child_process';
import { X509Certificate } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { optionsOf } from '../../../src/ui/cli/command.ts';
import { readOptions } from '../../../src/ui/cli/options.ts';
import { parse } from '../../../src/ui/cli/parse.ts';
import { wishedProfile } from '../../../src/ui/cli/wished-profile.ts';
import { equivalentsOf } from '../../../src/ui/wizard/equivalents.ts';
import { mergeProfiles } from '../../../src/ui/wizard/profiles.ts';
import { rootAuthority } from '../../world/certificates/authority.ts';

describe('the same run once more', () => {
  const { commandLines, profile, ansible, needsPasswordFile } = equivalentsOf({
    'registry-mirrors': ['https://a', 'https://b'],
    'insecure-registries': { add: ['10.0.0.5:5000'] },
    proxies: { 'https-proxy': 'http://u:s3cret@p:3128', 'no-proxy': null },
    registries: { 'h:1': { ca: './my ca.pem' } },
  });

  it('is a command line that a shell reads back', () => {
    expect(commandLines).toEqual([
      "dockcfg apply --mirror https://a --mirror https://b --add-insecure-registry 10.0.0.5:5000 --https-proxy http://u@p:3128 --no-proxy '' --proxy-password-file ./proxy-password --ca 'h:1=./my ca.pem'",
    ]);
  });

  it('is a profile', () => {
    expect(JSON.parse(profile)).toMatchObject({
      proxies: {
        'https-proxy': 'http://u@p:3128',
        'no-proxy': null,
        'password-file': './proxy-password',
      },
    });
  });

  it('never holds the password, and says that one is needed', () => {
    expect(commandLines.join() + profile + ansible).not.toContain('s3cret');
    expect(needsPasswordFile).toBe(true);
  });
});

describe('the command line', () => {
  it.each([
    { 'registry-mirrors': ['https://a', 'https://b'], 'insecure-registries': [] },
    { proxies: { 'https-proxy': 'http://p:1', 'http-proxy': null, 'no-proxy': "a b,'c" } },
    { 'registry-mirrors': [], registries: { 'h:1': { ca: './my ca.pem' } } },
  ])('says all of %j', (written) => {
    const [line = ''] = equivalentsOf(written).commandLines;
    const words = execFileSync('sh', ['-c', `printf '%s\\n' ${line}`], { encoding: 'utf8' });
    const { spec, flags } = parse(words.split('\n').slice(1, -1));
    expect(wishedProfile(readOptions(optionsOf(spec), flags, {}))).toEqual(written);
  });

  it('names a certificate that came from the server by its SHA-256', () => {
    const { pem } = rootAuthority('Corp Root');
    const { commandLines, profile } = equivalentsOf({ registries: { 'h:1': { ca: pem } } });
    const { fingerprint256 } = new X509Certificate(pem);
    expect(commandLines).toEqual([`dockcfg ca add h:1 --from-server --accept ${fingerprint256}`]);
    expect(JSON.parse(profile).registries['h:1'].ca).toBe(pem);
  });
});

describe('profiles of flags and answers', () => {
  it('meet in their members', () => {
    expect(
      mergeProfiles(
        { proxies: { 'https-proxy': 'a' }, 'registry-mirrors': ['x'] },
        { proxies: { 'no-proxy': 'b' }, 'registry-mirrors': ['y'] },
      ),
    ).toEqual({ proxies: { 'https-proxy': 'a', 'no-proxy': 'b' }, 'registry-mirrors': ['y'] });
  });
});
