import { describe, expect, it } from 'vitest';
import { equivalentsOf } from '../../../src/ui/wizard/equivalents.ts';
import { mergeProfiles } from '../../../src/ui/wizard/profiles.ts';

describe('the same run once more', () => {
  const { commandLines, profile, ansible, needsPasswordFile } = equivalentsOf({
    'registry-mirrors': ['https://a', 'https://b'],
    'insecure-registries': { add: ['10.0.0.5:5000'] },
    proxies: { 'https-proxy': 'http://u:s3cret@p:3128', 'no-proxy': null },
    registries: { 'h:1': { ca: './my ca.pem' } },
  });

  it('is a command line that a shell reads back', () => {
    expect(commandLines).toEqual([
      "dockcfg apply --mirror https://a --mirror https://b --add-insecure-registry 10.0.0.5:5000 --https-proxy http://u@p:3128 --proxy-password-file ./proxy-password --ca 'h:1=./my ca.pem'",
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
