import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Failure } from '../../../src/domain/failure.ts';
import { type OptionSource, Options } from '../../../src/ui/cli/options.ts';
import { wishedProfile } from '../../../src/ui/cli/wished-profile.ts';

function profileOf(
  flags: { readonly [name: string]: readonly string[] },
  source: OptionSource = 'flag',
) {
  const given = Object.entries(flags).map(([name, values]) => [name, { values, source }] as const);
  return wishedProfile(new Options(new Map(given)));
}

describe('flags as a profile', () => {
  it.each([
    [{ mirror: ['https://a', 'https://b'] }, { 'registry-mirrors': ['https://a', 'https://b'] }],
    [
      { 'add-mirror': ['https://a'], 'remove-mirror': ['https://b'] },
      { 'registry-mirrors': { add: ['https://a'], remove: ['https://b'] } },
    ],
    [
      { 'https-proxy': ['http://u@p:1'], 'proxy-password-file': ['pw'], 'no-proxy': ['a,b'] },
      { proxies: { 'https-proxy': 'http://u@p:1', 'password-file': 'pw', 'no-proxy': 'a,b' } },
    ],
    [
      { ca: ['h:1=a.pem', 'g=b=c.pem'], 'client-cert': ['h:1=c.pem,k.pem'] },
      {
        registries: {
          'h:1': { ca: 'a.pem', 'client-cert': 'c.pem', 'client-key': 'k.pem' },
          g: { ca: 'b=c.pem' },
        },
      },
    ],
    [
      { mirror: [''], 'https-proxy': [''], 'no-proxy': [''] },
      { 'registry-mirrors': [], proxies: { 'https-proxy': null, 'no-proxy': null } },
    ],
    [{ 'system-ca': ['root.pem'] }, { 'system-ca': ['root.pem'] }],
    [{ json: ['true'] }, null],
  ])('%j', (flags, profile) => {
    expect(profileOf(flags)).toEqual(profile);
  });

  it.each([
    [{ mirror: ['https://a'], 'add-mirror': ['https://b'] }, '--add-mirror'],
    [{ ca: ['h:1'] }, '--ca'],
    [{ ca: ['=a.pem'] }, '--ca'],
    [{ 'client-cert': ['h=only.pem'] }, '--client-cert'],
  ])('%j is refused, naming %s', (flags, named) => {
    expect(() => profileOf(flags as { [name: string]: string[] })).toThrow(named);
  });
});

describe('a password in a proxy URL', () => {
  const urls = fc
    .tuple(fc.constantFrom('', 'http://', 'socks5://'), fc.stringMatching(/^[\w%/#?]{0,8}$/))
    .map(([scheme, user]) => `${scheme}${user}:s3cret@proxy.example:3128`);

  it('is refused on the command line, and never repeated', () => {
    fc.assert(
      fc.property(urls, (url) => {
        const failure = failureOf(() => profileOf({ 'https-proxy': [url] }));
        expect(failure?.exit).toBe('usage');
        expect(JSON.stringify(failure?.said)).not.toContain('s3cret');
        expect(failure?.said.en).toContain('DOCKCFG_HTTPS_PROXY');
      }),
    );
  });

  it('has no place in a mirror, whose complaint speaks of no proxy', () => {
    const failure = failureOf(() => profileOf({ mirror: ['https://u:s3cret@m.example'] }));
    expect(failure?.exit).toBe('usage');
    expect(failure?.said.en).toContain('no engine accepts');
    expect(failure?.said.en).not.toMatch(/proxy|s3cret/);
  });

  it('is taken from the environment', () => {
    const profile = profileOf({ 'https-proxy': ['http://u:s3cret@p'] }, 'environment');
    expect(profile).toEqual({ proxies: { 'https-proxy': 'http://u:s3cret@p' } });
  });

  it.each(['http://user@proxy:3128', 'proxy:3128', 'http://[::1]:3128'])('%s holds none', (url) => {
    expect(profileOf({ 'https-proxy': [url] })).toEqual({ proxies: { 'https-proxy': url } });
  });
});

function failureOf(run: () => unknown): Failure | null {
  try {
    run();
  } catch (error) {
    if (error instanceof Failure) return error;
    throw error;
  }
  return null;
}
