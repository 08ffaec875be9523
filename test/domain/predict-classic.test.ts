import { describe, expect, test } from 'vitest';
import type { Trial } from '../../src/domain/trial.ts';
import {
  classic,
  denied,
  http,
  hub,
  manifestUnknown,
  mirrored,
  served,
  transport,
} from './trials.ts';
import { pem } from './views.ts';

describe('what a pull does in the classic store', () => {
  test('the first endpoint that serves, serves', () => {
    expect(classic(mirrored, [served, served])).toEqual({
      outcome: 'pulled',
      servedBy: 'https://m',
      error: null,
    });
  });

  test.each<[string, Trial]>([
    ['cannot be reached', transport('refused')],
    ['has an unknown CA', transport('tls-unknown-authority')],
    ['does not have the image', http(404, manifestUnknown)],
    ['refuses', http(403, denied)],
    ['breaks', http(503)],
    ['answers a page', { kind: 'notManifest', mediaType: 'text/html', digest: null }],
    ['loses a blob', transport('closed', 'layer')],
    ['loses the config', transport('closed', 'config')],
  ])('a mirror that %s is passed over', (_name, trial) => {
    expect(classic(mirrored, [trial, served])).toMatchObject({ outcome: 'pulled', servedBy: hub });
  });

  test('the error shown is the last one met', () => {
    const trials = [
      http(403, denied),
      transport('name-not-found', 'ping', { address: '10.0.0.53:53' }),
    ];
    expect(classic(mirrored, trials)).toEqual({
      outcome: 'failed',
      servedBy: null,
      error:
        'Get "https://registry-1.docker.io/v2/": dial tcp: lookup registry-1.docker.io on 10.0.0.53:53: no such host',
    });
  });

  const insecure = { insecure: ['reg:5000'] };

  test('plain HTTP follows where HTTPS was not spoken', () => {
    const trials = [transport('tls-plain-http'), served];
    expect(classic(insecure, trials, 'reg:5000/x')).toMatchObject({
      outcome: 'pulled',
      servedBy: 'http://reg:5000',
    });
  });

  test.each([http(404, manifestUnknown), http(503), transport('closed', 'manifest')])(
    'plain HTTP does not follow where HTTPS was (%j)',
    (trial) => {
      expect(classic(insecure, [trial, served], 'reg:5000/x').outcome).toBe('failed');
    },
  );

  test('where both schemes fail, plain HTTP’s error is shown', () => {
    const trials = [
      transport('refused', 'ping', { address: '10.0.0.1:5000' }),
      transport('refused', 'ping', { address: '10.0.0.1:5000' }),
    ];
    expect(classic(insecure, trials, 'reg:5000/x').error).toBe(
      'Get "http://reg:5000/v2/": dial tcp 10.0.0.1:5000: connect: connection refused',
    );
  });

  test('a broken trust directory fails with the engine’s text', () => {
    const given = { trust: { 'reg.lab': { 'ca.cert': pem() } } };
    expect(classic(given, [served], 'reg.lab/x')).toMatchObject({
      outcome: 'failed',
      error: expect.stringContaining('missing key ca.key'),
    });
  });

  test.each<[string, Trial, string, string]>([
    [
      '28.5.2',
      http(404, manifestUnknown),
      'reg.lab/x:1',
      'manifest for reg.lab/x:1 not found: manifest unknown: manifest unknown',
    ],
    [
      '28.5.2',
      http(401, { errors: [{ code: 'UNAUTHORIZED', message: 'authentication required' }] }),
      'reg.lab/x',
      'unauthorized: authentication required',
    ],
    [
      '28.5.2',
      http(403, denied),
      'reg.lab/x',
      "pull access denied for reg.lab/x, repository does not exist or may require 'docker login': denied: requested access to the resource is denied",
    ],
    [
      '1.13.1',
      http(403, denied),
      'reg.lab/x',
      'repository reg.lab/x not found: does not exist or no pull access',
    ],
    [
      '28.5.2',
      http(429, { errors: [{ code: 'TOOMANYREQUESTS', message: 'slow down' }] }),
      'reg.lab/x',
      'toomanyrequests: slow down',
    ],
    [
      '28.5.2',
      http(401, { challengeError: 'insufficient_scope' }),
      'reg.lab/x',
      "pull access denied for reg.lab/x, repository does not exist or may require 'docker login': denied: requested access to the resource is denied",
    ],
    ['28.5.2', http(502), 'reg.lab/x', 'received unexpected HTTP status: 502 Bad Gateway'],
    [
      '28.5.2',
      http(404, { contentType: 'text/html', body: '<html>' }),
      'reg.lab/x',
      'unknown: <html>',
    ],
    [
      '24.0.9',
      http(404, { contentType: 'text/html', body: '<html>' }),
      'reg.lab/x',
      `error parsing HTTP 404 response body: invalid character '<' looking for beginning of value: "<html>"`,
    ],
    [
      '28.5.2',
      transport('tls-unknown-authority'),
      'reg.lab/x',
      'Get "https://reg.lab/v2/": tls: failed to verify certificate: x509: certificate signed by unknown authority',
    ],
    [
      '20.10.24',
      transport('tls-unknown-authority'),
      'reg.lab/x',
      'Get "https://reg.lab/v2/": x509: certificate signed by unknown authority',
    ],
    [
      '20.10.7',
      transport('tls-plain-http'),
      'reg.lab/x',
      'Get https://reg.lab/v2/: http: server gave HTTP response to HTTPS client',
    ],
    [
      '1.13.1',
      transport('tls-plain-http'),
      'reg.lab/x',
      'Get https://reg.lab/v1/_ping: http: server gave HTTP response to HTTPS client',
    ],
    [
      '27.5.1',
      transport('dial-timeout'),
      'reg.lab/x',
      'Get "https://reg.lab/v2/": net/http: request canceled while waiting for connection (Client.Timeout exceeded while awaiting headers)',
    ],
    [
      '28.5.2',
      transport('refused', 'ping', { address: '10.0.0.9:3128', proxy: true }),
      'reg.lab/x',
      'Get "https://reg.lab/v2/": proxyconnect tcp: dial tcp 10.0.0.9:3128: connect: connection refused',
    ],
    [
      '28.5.2',
      transport('proxy-status', 'ping', { status: 'Forbidden' }),
      'reg.lab/x',
      'Get "https://reg.lab/v2/": Forbidden',
    ],
    [
      '28.5.2',
      { kind: 'noBasicCredentials' },
      'reg.lab/x',
      'Head "https://reg.lab/v2/x/manifests/latest": no basic auth credentials',
    ],
    [
      '28.5.2',
      {
        kind: 'transport',
        leg: 'token',
        cause: 'refused',
        detail: { address: '10.0.0.2:443' },
        url: 'https://auth.lab/token?a=b',
      },
      'reg.lab/x',
      'Head "https://reg.lab/v2/x/manifests/latest": Get "https://auth.lab/token?a=b": dial tcp 10.0.0.2:443: connect: connection refused',
    ],
    [
      '28.5.2',
      { kind: 'transport', leg: 'config', cause: 'closed', detail: {}, url: 'https://cdn.lab/x' },
      'reg.lab/x',
      'error pulling image configuration: download failed after attempts=6: EOF',
    ],
  ])('%s shows %j for %s as: %s', (version, trial, image, error) => {
    expect(classic({ version }, [trial], image)).toEqual({
      outcome: 'failed',
      servedBy: null,
      error,
    });
  });

  test('a dial that takes too long is told in one of three ways from Go 1.23 on', () => {
    const trial = transport('dial-timeout');
    const told = classic({ version: '28.5.2' }, [trial], 'reg.lab/x');
    expect(told).toEqual({ outcome: 'failed', servedBy: null, error: null });
  });
});

test('a proxy whose name is unknown is named in the error', () => {
  const trial = transport('name-not-found', 'ping', { proxy: true, address: '10.0.0.53:53' });
  expect(classic({ httpsProxy: 'http://proxy.lab:3128' }, [trial]).error).toBe(
    'Get "https://registry-1.docker.io/v2/": proxyconnect tcp: dial tcp: lookup proxy.lab on 10.0.0.53:53: no such host',
  );
});

describe('what a pull does on the 1.13 fork', () => {
  const fork = { version: '1.13.1', fork: 'projectatomic', add: ['plain.lab:5000'] } as const;

  test('whatever an added registry says, the next one is asked', () => {
    const trials = [http(404, manifestUnknown), served];
    expect(classic(fork, trials, 'hello')).toMatchObject({ outcome: 'pulled', servedBy: hub });
  });

  test('the last registry’s error is shown', () => {
    const trials = [http(404, manifestUnknown), http(503)];
    expect(classic(fork, trials, 'hello').error).toBe(
      'received unexpected HTTP status: 503 Service Unavailable',
    );
  });
});
