import { describe, expect, test } from 'vitest';
import type { Trial } from '../../src/domain/trial.ts';
import { containerd, http, hub, mirrored, served, transport } from './trials.ts';
import { hostsToml, pem } from './views.ts';

describe('what a pull does in the containerd store', () => {
  test.each<[string, Trial]>([
    ['cannot be reached', transport('refused', 'manifest')],
    ['does not have the image', http(404)],
    ['refuses', http(403)],
    ['breaks', http(500)],
  ])('a mirror that %s is passed over', (_name, trial) => {
    expect(containerd(mirrored, [trial, served])).toMatchObject({
      outcome: 'pulled',
      servedBy: hub,
    });
  });

  const shown = (text: string) =>
    `failed to resolve reference "docker.io/library/nginx:latest": ${text}`;
  const mirrorUrl = 'https://m/v2/library/nginx/manifests/latest?ns=docker.io';
  const hubUrl = `${hub}/v2/library/nginx/manifests/latest`;

  test.each<[string, Trial, Trial, string]>([
    [
      // measured on 29.7.2
      'the first of two transport errors',
      transport('name-not-found', 'manifest', { address: '10.0.0.53:53' }),
      transport('refused', 'manifest', { address: '10.0.0.1:443' }),
      shown(
        `failed to do request: Head "${mirrorUrl}": dial tcp: lookup m on 10.0.0.53:53: no such host`,
      ),
    ],
    [
      'a status over a transport error',
      transport('refused', 'manifest'),
      http(403),
      `unknown: ${shown(`unexpected status from HEAD request to ${hubUrl}: 403 Forbidden`)}`,
    ],
    [
      'a mirror’s 403 over upstream’s 404',
      http(403),
      http(404),
      `unknown: ${shown(`unexpected status from HEAD request to ${mirrorUrl}: 403 Forbidden`)}`,
    ],
    [
      'a 404 over a transport error',
      transport('refused', 'manifest'),
      http(404),
      shown('docker.io/library/nginx:latest: not found'),
    ],
    [
      'a refused authorisation',
      http(401, { challengeError: 'insufficient_scope' }),
      transport('refused', 'manifest'),
      "pull access denied for nginx, repository does not exist or may require 'docker login'",
    ],
  ])('it shows %s', (_name, mirror, upstream, error) => {
    expect(containerd(mirrored, [mirror, upstream])).toEqual({
      outcome: 'failed',
      servedBy: null,
      error,
    });
  });

  test('a mirror that answers a page ends the pull', () => {
    // Measured on 26.1.5 and 28.5.2. The page is asked for again, as a blob of any host, and the
    // words are about that: `unexpected media type`, `could not fetch content descriptor`.
    const page: Trial = { kind: 'notManifest', mediaType: 'text/html', digest: 'sha256:ab' };
    expect(containerd(mirrored, [page, served])).toEqual({
      outcome: 'failed',
      servedBy: 'https://m',
      error: null,
    });
  });

  // measured on 28.5.2
  test.each([
    [
      { trust: { 'reg.lab': { 'ca.cert': pem() } } },
      'failed to load X509 key pair: tls: found a certificate rather than a key in the PEM for the private key',
    ],
    [
      { hosts: { 'reg.lab': hostsToml([], { url: 'https://reg.lab', capabilities: ['push'] }) } },
      'no resolve hosts: not found',
    ],
  ])('a lookup that ends before anything is asked shows why (%#)', (given, text) => {
    expect(containerd(given, [served], 'reg.lab/x').error).toBe(
      `failed to resolve reference "reg.lab/x:latest": ${text}`,
    );
  });

  // measured on 28.5.2: plain HTTP is tried below the client
  test('an error of plain HTTP names the URL that was asked for', () => {
    const refused = (port: number) =>
      transport('refused', 'manifest', { address: `10.0.0.1:${port}` });
    expect(
      containerd({ insecure: ['reg.lab'] }, [refused(443), refused(80)], 'reg.lab/x').error,
    ).toBe(
      'failed to resolve reference "reg.lab/x:latest": failed to do request: Head "https://reg.lab/v2/x/manifests/latest": dial tcp 10.0.0.1:80: connect: connection refused',
    );
  });

  // measured on 26.1.5
  test('before 28.0 any error is shown rather than a 404, and before 27.0 only an HTTP answer leads to plain HTTP', () => {
    const old = { version: '26.1.5' };
    const plain = transport('tls-plain-http', 'manifest');
    expect(containerd({ ...old, ...mirrored }, [plain, http(404)]).error).toContain(
      'server gave HTTP response',
    );
    expect(containerd({ ...old, ...mirrored }, [http(404), plain]).error).toContain(
      'server gave HTTP response',
    );
    expect(containerd({ ...old, ...mirrored }, [http(404), http(404)]).error).toContain(
      ': not found',
    );
    const insecure = { insecure: ['reg.lab'] };
    const refused = transport('refused', 'manifest');
    expect(containerd({ ...old, ...insecure }, [refused, served], 'reg.lab/x').outcome).toBe(
      'failed',
    );
    expect(containerd({ ...old, ...insecure }, [plain, served], 'reg.lab/x').outcome).toBe(
      'pulled',
    );
    expect(
      containerd({ version: '27.5.1', ...insecure }, [refused, served], 'reg.lab/x').outcome,
    ).toBe('pulled');
  });

  test('blobs may come from another host than the manifest', () => {
    expect(containerd(mirrored, [http(404, { leg: 'layer' }), served])).toMatchObject({
      outcome: 'pulled',
      servedBy: 'https://m',
    });
    expect(containerd({}, [transport('refused', 'layer')]).outcome).toBe('failed');
  });

  const insecure = { insecure: ['reg:5000', 'reg.lab'] };
  test.each<[string, Trial, boolean]>([
    ['reg:5000/x', transport('tls-plain-http', 'manifest'), true],
    ['reg:5000/x', transport('tls-timeout', 'manifest'), true],
    ['reg:5000/x', transport('refused', 'manifest'), false],
    ['reg.lab/x', transport('refused', 'manifest'), true],
    ['reg.lab/x', transport('dial-timeout', 'manifest'), true],
    ['reg.lab/x', transport('name-not-found', 'manifest'), false],
    ['reg.lab/x', transport('tls-unknown-authority', 'manifest'), false],
    ['reg.lab/x', http(404), false],
  ])('%s after %j tries plain HTTP: %s', (image, trial, tried) => {
    expect(containerd(insecure, [trial, served], image).outcome).toBe(tried ? 'pulled' : 'failed');
  });
});
