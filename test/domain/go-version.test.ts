import { describe, expect, test } from 'vitest';
import { parseEngineVersion } from '../../src/domain/engine.ts';
import { causeText } from '../../src/domain/go-error.ts';
import { goMinorOf, isQuantumSafe } from '../../src/domain/go-version.ts';
import { decideProxy } from '../../src/domain/proxy.ts';

/** An engine that has told which Go it was built with. */
function built(text: string, goMinor: number) {
  const version = parseEngineVersion(text);
  if (!version) throw new Error(text);
  return { ...version, goMinor };
}

describe('the Go an engine was built with', () => {
  test('is what it says itself, before anything is concluded from its release', () => {
    const release = parseEngineVersion('26.1.5+dfsg1');
    expect(goMinorOf(release)).toBe(21);
    expect(goMinorOf(release, 'go1.24.4')).toBe(24);
    expect(goMinorOf(built('26.1.5+dfsg1', 24))).toBe(24);
  });

  // measured on 26.1.5+dfsg1, which Debian builds with Go 1.24
  test('decides whether it knows socks5h', () => {
    const settings = { http: '', https: 'socks5h://p.lab:1080', no: '' };
    const target = { scheme: 'https', host: 'r.lab', port: 443 } as const;
    expect(decideProxy(settings, target, parseEngineVersion('26.1.5')).problem).toBeDefined();
    expect(decideProxy(settings, target, built('26.1.5+dfsg1', 24)).proxy).toMatchObject({
      ...{ scheme: 'socks5h', host: 'p.lab', port: 1080 },
    });
  });

  // measured on 26.1.5+dfsg1 and 28.5.2+dfsg4, whose first message has 244 to 290 bytes
  test.each([
    ['28.5.2+dfsg4', 24, false],
    ['28.5.2', 24, false],
    ['29.1.0', 25, true],
    ['29.1.0', 23, false],
    ['29.1.0+dfsg1', 25, false],
  ])('decides whether %s, built with 1.%i, offers ML-KEM', (text, goMinor, offers) => {
    expect(isQuantumSafe(parseEngineVersion(text), goMinor)).toBe(offers);
  });

  test('decides how it words what is wrong with a certificate', () => {
    const context = { host: 'r.lab', proxyHost: null, wholeRequestLimit: false };
    const said = (version: ReturnType<typeof built>) =>
      causeText('tls-unknown-authority', {}, { ...context, version });
    expect(said(built('20.10.24', 19))).toBe('x509: certificate signed by unknown authority');
    expect(said(built('20.10.24', 20))).toMatch(/^tls: failed to verify certificate: x509/);
  });
});
