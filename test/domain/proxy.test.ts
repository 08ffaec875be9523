import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type EngineVersion, parseEngineVersion } from '../../src/domain/engine.ts';
import { hostnameAndPort, parseGoUrl } from '../../src/domain/go-url.ts';
import { decideProxy, proxySettingsOf } from '../../src/domain/proxy.ts';
import { formatProxyUrl, parseProxyUrl } from '../../src/domain/proxy-url.ts';
import { Secret } from '../../src/domain/secret.ts';

interface Settings {
  readonly http?: string;
  readonly https?: string;
  readonly no?: string;
}

function version(text: string): EngineVersion {
  const found = parseEngineVersion(text);
  if (!found) throw new Error(text);
  return found;
}

/** The proxy for a URL, or null; ports a URL does not name are its scheme's. */
function proxyFor(settings: Settings, url: string, engine: string | null = null): string | null {
  const parsed = parseGoUrl(url);
  if (!('url' in parsed)) throw new Error(parsed.error);
  const { hostname, port } = hostnameAndPort(parsed.url.host);
  const scheme = parsed.url.scheme === 'https' ? 'https' : 'http';
  const number = port === '' ? (scheme === 'https' ? 443 : 80) : Number(port);
  const decision = decideProxy(
    { http: '', https: '', no: '', ...settings },
    { scheme, host: hostname, port: number },
    engine === null ? null : version(engine),
  );
  return decision.proxy && formatProxyUrl(decision.proxy, { withPassword: false });
}

describe('the proxy of a request', () => {
  // golang/net http/httpproxy/proxy_test.go proxyForURLTests
  test.each<[Settings, string, string | null]>([
    [{ http: '127.0.0.1:8080' }, 'http://example.com', 'http://127.0.0.1:8080'],
    [
      { http: 'cache.corp.example.com:1234' },
      'http://example.com',
      'http://cache.corp.example.com:1234',
    ],
    [{ http: 'cache.corp.example.com' }, 'http://example.com', 'http://cache.corp.example.com:80'],
    [{ http: 'localhost' }, 'http://example.com', 'http://localhost:80'],
    [
      { http: 'https://cache.corp.example.com' },
      'http://example.com',
      'https://cache.corp.example.com:443',
    ],
    [{ http: 'http://127.0.0.1:8080' }, 'http://example.com', 'http://127.0.0.1:8080'],
    [{ http: 'socks5://127.0.0.1' }, 'http://example.com', 'socks5://127.0.0.1:1080'],
    [
      { http: 'http.proxy.tld', https: 'secure.proxy.tld' },
      'http://insecure.tld/',
      'http://http.proxy.tld:80',
    ],
    [
      { http: 'http.proxy.tld', https: 'secure.proxy.tld' },
      'https://secure.tld/',
      'http://secure.proxy.tld:80',
    ],
    [
      { http: 'http.proxy.tld', https: 'https://secure.proxy.tld' },
      'https://secure.tld/',
      'https://secure.proxy.tld:443',
    ],
    [{ http: 'http.proxy.tld' }, 'https://secure.tld/', null],
    [{}, 'http://example.com', null],
    [{ no: 'example.com', http: 'proxy' }, 'http://example.com/', null],
    [{ no: '.example.com', http: 'proxy' }, 'http://example.com/', 'http://proxy:80'],
    [{ no: 'ample.com', http: 'proxy' }, 'http://example.com/', 'http://proxy:80'],
    [{ no: 'example.com', http: 'proxy' }, 'http://foo.example.com/', null],
    [{ no: '.foo.com', http: 'proxy' }, 'http://example.com/', 'http://proxy:80'],
    [{ no: '.示例.com', http: 'proxy' }, 'http://www.示例.com', null],
    [{ no: 'xn--fsq092h.com', http: 'proxy' }, 'http://www.示例.com', null],
    [{ no: '示例.com', http: 'proxy' }, 'http://www.xn--fsq092h.com', null],
    [{ no: 'example.com', http: 'proxy' }, 'http://[1000::%25.example.com]:123', 'http://proxy:80'],
  ])('%o sends %s to %s', (settings, url, proxy) => {
    expect(proxyFor(settings, url)).toBe(proxy);
  });

  // golang/net http/httpproxy/proxy_test.go UseProxyTests
  const list =
    'foobar.com, .barbaz.net, *.wildcard.io, 192.168.1.1, 192.168.1.2:81, 192.168.1.3:80, 10.0.0.0/30, 2001:db8::52:0:1, [2001:db8::52:0:2]:443, [2001:db8::52:0:3]:80, 2002:db8:a::45/64';
  const useProxy: readonly (readonly [string, boolean])[] = [
    ['localhost', false],
    ['127.0.0.1', false],
    ['127.0.0.2', false],
    ['[::1]', false],
    ['[::2]', true],
    ['192.168.1.1', false],
    ['192.168.1.2', true],
    ['192.168.1.3', false],
    ['192.168.1.4', true],
    ['10.0.0.2', false],
    ['[2001:db8::52:0:1]', false],
    ['[2001:db8::52:0:2]', true],
    ['[2001:db8::52:0:3]', false],
    ['[2002:db8:a::123]', false],
    ['[fe80::424b:c8be:1643:a1b6]', true],
    ['barbaz.net', true],
    ['www.barbaz.net', false],
    ['foobar.com', false],
    ['www.foobar.com', false],
    ['foofoobar.com', true],
    ['baz.com', true],
    ['localhost.net', true],
    ['local.localhost', true],
    ['barbarbaz.net', true],
    ['wildcard.io', true],
    ['nested.wildcard.io', false],
    ['awildcard.io', true],
  ];
  test.each(useProxy)('with a list of every kind, %s is proxied: %s', (host, proxied) => {
    expect(proxyFor({ http: 'proxy', no: list }, `http://${host}:80/`) !== null).toBe(proxied);
  });

  test.each(useProxy)('with *, %s goes direct', (host) => {
    expect(proxyFor({ http: 'proxy', no: 'x,*' }, `http://${host}:80/`)).toBeNull();
  });

  test('an item without a host is skipped', () => {
    expect(proxyFor({ http: 'proxy', no: ':1' }, 'http://example.com/')).toBe('http://proxy:80');
  });

  // measured on 20.10 and 28.5 against plain.lab:5000 and 10.77.0.13:5000
  test.each([
    ['*.lab', false, true],
    ['.lab', false, true],
    ['lab', false, true],
    [' .lab ', false, true],
    ['PLAIN.LAB', false, true],
    ['plain.lab:5000', false, true],
    ['plain.lab:80', true, true],
    ['10.77.0.0/24', true, false],
    ['10.77.0.13', true, false],
    ['*', false, false],
  ])('NO_PROXY=%s: name proxied %s, address proxied %s', (no, name, address) => {
    const settings = { https: 'http://proxy:3128', no };
    expect(proxyFor(settings, 'https://plain.lab:5000/') !== null).toBe(name);
    expect(proxyFor(settings, 'https://10.77.0.13:5000/') !== null).toBe(address);
  });

  test.each([
    ['20.10.7', 'http://proxy:3128'],
    ['20.10.8', null],
    ['19.03.15', 'http://proxy:3128'],
    ['28.5.2', null],
  ])('with only HTTP_PROXY, %s sends https to %s', (engine, proxy) => {
    expect(proxyFor({ http: 'proxy:3128' }, 'https://reg.example/', engine)).toBe(proxy);
  });

  test.each([
    ['10.0.0.0/8', 'https://10.1.2.3/', true],
    ['.example.com', 'https://example.com/', false],
    ['example.com:8443', 'https://a.example.com/', false],
    ['ample.com', 'https://example.com/', true],
    ['*', 'https://example.com/', false],
    ['x,*', 'https://example.com/', true],
  ])('before 18.09, NO_PROXY=%s proxies %s: %s', (no, url, proxied) => {
    expect(proxyFor({ https: 'proxy', no }, url, '18.06.3') !== null).toBe(proxied);
  });

  test('a value that does not parse is dropped, and the reason says so', () => {
    const settings = { http: '', https: 'http://us er:p%zz@proxy:3128', no: '' };
    const decision = decideProxy(settings, { scheme: 'https', host: 'a.b', port: 443 }, null);
    expect(decision.proxy).toBeNull();
    expect(decision.reason.en).toContain('drops it silently');
  });

  test('an unknown scheme fails every request before 28.0, and means plain HTTP from then on', () => {
    const settings = { http: '', https: 'ftp://proxy:21', no: '' };
    const target = { scheme: 'https', host: 'a.b', port: 443 } as const;
    const old = version('27.5.1');
    expect(decideProxy(settings, target, old).problem?.en).toContain('lookup ftp');
    expect(decideProxy({ ...settings, no: 'a.b' }, target, old).problem).toBeUndefined();
    expect(proxyFor({ https: 'socks5h://p:1' }, 'https://a.b', '27.5.1')).toBeNull();
    expect(proxyFor({ https: 'socks5h://p:1' }, 'https://a.b', '28.0.0')).toBe('socks5h://p:1');
    // measured on 28.5.2: a plain HTTP proxy like any other
    expect(proxyFor({ https: 'ftp://proxy:21' }, 'https://a.b', '28.5.2')).toBe('http://proxy:21');
  });

  test('the reason never shows the password', () => {
    const settings = { http: '', https: 'http://me:hunter2@proxy:3128', no: '' };
    const decision = decideProxy(settings, { scheme: 'https', host: 'a.b', port: 443 }, null);
    expect(JSON.stringify(decision)).not.toContain('hunter2');
    expect(decision.reason.en).toContain('http://me:xxxxx@proxy:3128');
  });

  test('upper case variables win over lower case ones, empty ones do not count', () => {
    const environment = { HTTP_PROXY: '', http_proxy: 'a', HTTPS_PROXY: 'b', https_proxy: 'c' };
    expect(proxySettingsOf(environment)).toEqual({ http: 'a', https: 'b', no: '' });
  });
});

describe('a proxy URL', () => {
  test.each([
    ['proxy:3128', 'http://proxy:3128'],
    ['http://u%40x:p%2Fw@proxy:3128', 'http://u%40x:xxxxx@proxy:3128'],
    ['socks5h://[2001:db8::1]:9', 'socks5h://[2001:db8::1]:9'],
    ['HTTP://Proxy', 'http://Proxy:80'],
    ['http://me@proxy', 'http://me@proxy:80'],
  ])('%s reads as %s', (text, shown) => {
    const parsed = parseProxyUrl(text);
    expect(parsed.kind === 'proxy' && formatProxyUrl(parsed.proxy, { withPassword: false })).toBe(
      shown,
    );
  });

  test.each([
    ['', 'empty'],
    ['a b', 'unusable'],
    ['%zz', 'dropped'],
    ['us er:pw@proxy:3128', 'dropped'],
    ['http://user:p%zz@proxy:3128', 'dropped'],
    // becomes http://http://a b, and the engine looks up a host called http
    ['http://a b', 'unusable'],
    ['http://proxy:port', 'unusable'],
    ['foo://host:1', 'foreign'],
    ['foo://host', 'unusable'],
    ['http://proxy:0', 'unusable'],
  ])('%s is %s', (text, kind) => {
    expect(parseProxyUrl(text).kind).toBe(kind);
  });

  test.each([
    'http://me:hunter2%zz@proxy',
    'http://me@corp.example:hunter2/x@proxy:3128',
    'http://me@corp.example:"hunter2"/x@proxy:3128',
    'me@corp.example:hunter2/x@proxy:3128',
  ])('the text of a dropped one does not repeat its userinfo: %s', (text) => {
    const parsed = parseProxyUrl(text);
    expect(parsed.kind).not.toBe('proxy');
    expect(JSON.stringify(parsed)).not.toContain('hunter2');
  });

  test('the text of a dropped one does repeat what is wrong behind the userinfo', () => {
    const parsed = parseProxyUrl('a%zz');
    expect(JSON.stringify(parsed)).toContain('%zz');
  });

  test('any user name and password survive writing and reading', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme' }),
        fc.string({ unit: 'grapheme' }),
        (name, word) => {
          const proxy = {
            scheme: 'http',
            host: 'proxy.example',
            port: 3128,
            username: name,
            password: new Secret(word),
          } as const;
          const parsed = parseProxyUrl(formatProxyUrl(proxy, { withPassword: true }));
          expect(parsed.kind === 'proxy' && parsed.proxy.username).toBe(name);
          expect(parsed.kind === 'proxy' && parsed.proxy.password?.reveal()).toBe(word);
        },
      ),
    );
  });
});
