import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { predict } from '../../src/domain/predict.ts';
import type {
  HttpFailure,
  Leg,
  TransportCause,
  TransportFailure,
  Trial,
} from '../../src/domain/trial.ts';
import { type Given, hostsToml, pem, routeOf } from './views.ts';

const served: Trial = { kind: 'served' };
const unknown: Trial = { kind: 'unknown' };

function transport(
  cause: TransportCause,
  leg: Leg = 'ping',
  detail: TransportFailure['detail'] = {},
): Trial {
  return { kind: 'transport', leg, cause, detail, url: null };
}

function http(status: number, rest: Partial<HttpFailure> = {}): Trial {
  return {
    kind: 'http',
    leg: 'manifest',
    status,
    errors: null,
    contentType: 'application/json',
    body: '',
    challengeError: null,
    url: null,
    ...rest,
  };
}

const manifestUnknown = { errors: [{ code: 'MANIFEST_UNKNOWN', message: 'manifest unknown' }] };
const denied = {
  errors: [{ code: 'DENIED', message: 'requested access to the resource is denied' }],
};
const mirrored = { mirrors: ['https://m'] };
const hub = 'https://registry-1.docker.io';

function classic(given: Given, trials: readonly Trial[], image = 'nginx') {
  return predict(routeOf(image, given), trials);
}

function containerd(given: Given, trials: readonly Trial[], image = 'nginx') {
  return predict(routeOf(image, { store: 'containerd', ...given }), trials);
}

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
      '28.5.2',
      transport('dial-timeout'),
      'reg.lab/x',
      'Get "https://reg.lab/v2/": context deadline exceeded (Client.Timeout exceeded while awaiting headers)',
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
});

test('a proxy whose name is unknown is named in the error', () => {
  const trial = transport('name-not-found', 'ping', { proxy: true, address: '10.0.0.53:53' });
  expect(classic({ httpsProxy: 'http://proxy.lab:3128' }, [trial]).error).toBe(
    'Get "https://registry-1.docker.io/v2/": proxyconnect tcp: dial tcp: lookup proxy.lab on 10.0.0.53:53: no such host',
  );
});

// measured on 20.10.24, 26.1.5 and 28.5.2 against a registry that answers so
describe('what the classic store makes of odd answers', () => {
  const head = 'Head "https://reg.lab/v2/x/manifests/latest": ';
  const page = { contentType: 'text/html', body: '<html>no</html>' };
  const token = { leg: 'token', url: 'https://auth.lab/token' } as const;

  test.each<[string, Trial, string]>([
    [
      '28.5.2',
      http(403, { contentType: 'text/plain', body: 'go away\n' }),
      "pull access denied for reg.lab/x, repository does not exist or may require 'docker login': denied: go away",
    ],
    [
      '28.5.2',
      http(401, {
        errors: [{ code: 'UNAUTHORIZED', message: 'authentication required', hasDetail: false }],
      }),
      'unauthorized',
    ],
    [
      '28.5.2',
      http(404, {
        errors: [
          {
            code: 'NAME_UNKNOWN',
            message: 'repository name not known to registry',
            hasDetail: false,
          },
        ],
      }),
      'name unknown',
    ],
    [
      '28.5.2',
      http(404, { body: '{}' }),
      'error parsing HTTP 404 response body: no error details found in HTTP response body: "{}"',
    ],
    [
      '28.5.2',
      http(401, { ...token, body: '{"details":"incorrect username or password"}' }),
      `${head}unauthorized: incorrect username or password`,
    ],
    [
      '28.5.2',
      http(500, { ...token, contentType: 'text/plain' }),
      `${head}received unexpected HTTP status: 500 Internal Server Error`,
    ],
    ['28.5.2', http(403, { ...token, ...page }), `${head}denied: <html>no</html>`],
    [
      '20.10.24',
      http(403, { ...token, ...page }),
      `${head}error parsing HTTP 403 response body: invalid character '<' looking for beginning of value: "<html>no</html>"`,
    ],
    [
      '28.5.2',
      { kind: 'noToken' },
      `${head}authorization server did not include a token in the response`,
    ],
    [
      '28.5.2',
      { kind: 'notManifest', mediaType: 'text/html', digest: null },
      "error unmarshalling content: invalid character '<' looking for beginning of value",
    ],
    [
      '28.5.2',
      http(404, { leg: 'config' }),
      'error pulling image configuration: download failed after attempts=1: unknown blob',
    ],
    [
      '28.5.2',
      transport('name-not-found', 'config', { host: 'cdn.lab', address: '10.0.0.53:53' }),
      'error pulling image configuration: download failed after attempts=6: dial tcp: lookup cdn.lab on 10.0.0.53:53: no such host',
    ],
  ])('%s shows %j as: %s', (version, trial, error) => {
    expect(classic({ version }, [trial], 'reg.lab/x').error).toBe(error);
  });
});

// measured on 26.1.5 and 28.5.2
describe('what the containerd store makes of odd answers', () => {
  const head = 'failed to resolve reference "reg.lab/x:latest": ';
  const token = { leg: 'token', url: 'https://auth.lab/token' } as const;
  const details = { ...token, body: '{"details":"incorrect username or password"}' };
  const status = `${head}failed to authorize: failed to fetch anonymous token: unexpected status from GET request to https://auth.lab/token: `;
  const blob = { digest: 'sha256:ab', mediaType: 'application/json' };

  test.each<[string, Trial, string | null]>([
    ['28.5.2', http(401, details), 'authentication required - incorrect username or password'],
    ['26.1.5', http(401, details), `${status}401 Unauthorized`],
    [
      '28.5.2',
      http(500, { ...token, body: 'oops' }),
      `unknown: ${status}500 Internal Server Error`,
    ],
    [
      '28.5.2',
      { kind: 'noToken' },
      `${head}failed to authorize: failed to fetch anonymous token: authorization server did not include a token in the response`,
    ],
    [
      '28.5.2',
      http(404, { leg: 'config', blob }),
      'failed to copy: httpReadSeeker: failed open: could not fetch content descriptor sha256:ab (application/json) from remote: not found',
    ],
    ['28.5.2', http(404, { leg: 'config' }), null],
    [
      '28.5.2',
      http(403, { leg: 'layer', url: 'https://cdn.lab/x', body: '<xml>' }),
      'unknown: failed to copy: httpReadSeeker: failed open: unexpected status from GET request to https://cdn.lab/x: 403 Forbidden',
    ],
  ])('%s shows %j as: %s', (version, trial, error) => {
    expect(containerd({ version }, [trial], 'reg.lab/x').error).toBe(error);
  });
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

describe('a prediction with unknowns', () => {
  test('says what all possibilities agree on', () => {
    expect(classic(mirrored, [unknown, served])).toEqual({
      outcome: 'pulled',
      servedBy: null,
      error: null,
    });
    expect(classic(mirrored, [served, unknown]).servedBy).toBe('https://m');
    expect(classic(mirrored, [transport('refused'), unknown]).outcome).toBe('unknown');
    expect(classic(mirrored, []).outcome).toBe('unknown');
  });

  const trial = fc.constantFrom<Trial>(
    served,
    transport('refused'),
    http(404, manifestUnknown),
    http(503),
  );
  const stores = fc.constantFrom('classic', 'containerd');

  test('never contradicts what one of its possibilities would be', () => {
    fc.assert(
      fc.property(
        stores,
        fc.array(trial, { minLength: 3, maxLength: 3 }),
        fc.nat(2),
        (store, trials, hidden) => {
          const route = routeOf('nginx', { store, mirrors: ['https://a', 'https://b'] });
          const guess = predict(route, trials.with(hidden, unknown));
          const truth = predict(route, trials);
          if (guess.outcome !== 'unknown') expect(truth.outcome).toBe(guess.outcome);
          if (guess.servedBy !== null) expect(truth.servedBy).toBe(guess.servedBy);
        },
      ),
    );
  });

  test('a pull succeeds exactly when some endpoint on the way serves', () => {
    fc.assert(
      fc.property(stores, fc.array(trial, { minLength: 3, maxLength: 3 }), (store, trials) => {
        const route = routeOf('nginx', { store, mirrors: ['https://a', 'https://b'] });
        const { outcome, servedBy } = predict(route, trials);
        const first = trials.findIndex(({ kind }) => kind === 'served');
        expect(outcome).toBe(first === -1 ? 'failed' : 'pulled');
        expect(servedBy).toBe(route.endpoints[first]?.url ?? null);
      }),
    );
  });
});
