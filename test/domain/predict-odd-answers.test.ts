import { describe, expect, test } from 'vitest';
import type { Trial } from '../../src/domain/trial.ts';
import { classic, containerd, http, transport } from './trials.ts';

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
