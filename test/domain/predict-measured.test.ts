import { describe, expect, test } from 'vitest';
import { parseEngineVersion } from '../../src/domain/engine.ts';
import { predict } from '../../src/domain/predict.ts';
import type { Trial } from '../../src/domain/trial.ts';
import { classic, containerd, http, hub, mirrored, served } from './trials.ts';
import { hostsToml, routeOf } from './views.ts';

/** Facts that came out when random hosts were held against real engines (test/lab/oracle). */

const down: Trial = {
  ...{ kind: 'transport', leg: 'manifest', cause: 'refused', detail: {}, url: null },
};
const badToken: Trial = {
  ...{ kind: 'transport', leg: 'token', cause: 'other', url: '?scope=x' },
  detail: { text: 'unsupported protocol scheme ""' },
};

const digest = `sha256:${'a'.repeat(64)}`;

describe('blobs', () => {
  const cut: Trial = { kind: 'spoiledBlob', how: 'cut' };
  const altered: Trial = { kind: 'spoiledBlob', how: 'altered' };

  test.each([cut, altered])('that begin to come and go wrong end a containerd pull', (trial) => {
    expect(containerd(mirrored, [trial, served])).toMatchObject({
      ...{ outcome: 'failed', servedBy: 'https://m' },
    });
  });

  test.each([cut, altered])('that go wrong send the classic store to the next one', (trial) => {
    expect(classic(mirrored, [trial, served])).toMatchObject({ outcome: 'pulled', servedBy: hub });
  });

  test('are served by a sound mirror before a spoilt one is asked', () => {
    expect(containerd(mirrored, [served, altered])).toMatchObject({ outcome: 'pulled' });
  });

  test('may come from a host that hosts.toml lets nobody pull from', () => {
    const hosts = { 'reg.lab': hostsToml([{ url: 'http://pushed', capabilities: ['push'] }]) };
    const trials = [altered, down];
    expect(containerd({ hosts }, trials, 'reg.lab/x')).toMatchObject({ outcome: 'unknown' });
    expect(containerd({}, trials, 'reg.lab/x')).toMatchObject({ outcome: 'failed' });
  });

  test('say in numbers what was missing from 28.0 on, and cannot be told', () => {
    expect(containerd({ version: '26.1.5' }, [cut]).error).toContain('unexpected EOF');
    expect(containerd({ version: '28.5.2' }, [cut]).error).toBeNull();
  });

  test('may still come from whom a limit on manifests kept from giving the manifest', () => {
    const gone = http(404, { leg: 'config' });
    expect(containerd(mirrored, [gone, http(429)])).toMatchObject({ outcome: 'unknown' });
    expect(containerd(mirrored, [gone, http(404)])).toMatchObject({ outcome: 'failed' });
  });
});

describe('a digest', () => {
  const image = `nginx@${digest}`;
  const gone = { ...down, detail: { address: '10.0.0.1:443' } } as Trial;
  const lost = { ...gone, url: 'https://elsewhere/v2/x/manifests/y' } as Trial;

  test('is looked for among blobs, which the sender may answer for where the manifest was lost', () => {
    expect(containerd({}, [gone], image).error).toContain('connection refused');
    expect(containerd({}, [lost], image).error).toBeNull();
  });
});

describe('an index without this platform', () => {
  const trial: Trial = { kind: 'noPlatform' };

  test('ends a containerd pull, and sends the classic store to the next one', () => {
    expect(containerd(mirrored, [trial, served])).toMatchObject({ outcome: 'failed' });
    expect(classic(mirrored, [trial, served])).toMatchObject({ outcome: 'pulled', servedBy: hub });
  });

  test('is named where the engine has told what it pulls for', () => {
    const route = routeOf('nginx', {});
    const here = { ...route, engine: { ...route.engine, platform: 'linux/amd64' } };
    const text = 'no matching manifest for linux/amd64 in the manifest list entries';
    expect(predict(here, [trial]).error).toBe(text);
    const store = 'containerd' as const;
    const there = { ...here, engine: { ...here.engine, store }, startsWith: 'manifest' as const };
    expect(predict(there, [trial]).error).toBe(
      `${text}: no match for platform in manifest: not found`,
    );
    expect(predict(route, [trial]).error).toBeNull();
    const old = { ...there.engine, version: parseEngineVersion('26.1.5') };
    expect(predict({ ...there, engine: old }, [trial]).error).toBe(
      'no match for platform in manifest: not found',
    );
  });
});

describe('a challenge', () => {
  test('that cannot be met at one endpoint is not tried again at the same name', () => {
    const both = { mirrors: ['https://m', 'http://m'] };
    expect(containerd(both, [badToken, served, down])).toMatchObject({ outcome: 'failed' });
    expect(classic(both, [badToken, served, down])).toMatchObject({ outcome: 'failed' });
    const other = { mirrors: ['https://m', 'http://m:81'] };
    expect(containerd(other, [badToken, served, down])).toMatchObject({ servedBy: 'http://m:81' });
  });

  test('for Basic did not prove before 23.0 that a host speaks TLS', () => {
    const both = { mirrors: ['https://m', 'http://m'] };
    const trials: Trial[] = [{ kind: 'noBasicCredentials' }, served, down];
    expect(classic({ ...both, version: '20.10.24' }, trials)).toMatchObject({
      ...{ outcome: 'pulled', servedBy: 'http://m' },
    });
    expect(classic({ ...both, version: '23.0.0' }, trials)).toMatchObject({ outcome: 'failed' });
  });

  test.each<[string, Trial, string]>([
    ['without a realm', { kind: 'noRealm' }, 'no realm specified for token auth challenge'],
    [
      'met with a page',
      { kind: 'notToken', body: '<html>' },
      "unable to decode token response: invalid character '<' looking for beginning of value",
    ],
    [
      'met with half an answer',
      { kind: 'notToken', body: '{"token": ' },
      'unable to decode token response: unexpected EOF',
    ],
    ['met with nothing', { kind: 'notToken', body: '' }, 'unable to decode token response: EOF'],
  ])('%s has the words of both stores', (_name, trial, text) => {
    expect(classic({}, [trial]).error).toBe(
      `Head "${hub}/v2/library/nginx/manifests/latest": ${text}`,
    );
    expect(containerd({}, [trial]).error).toContain(text);
  });

  test('met with an unknown body leaves the words untold', () => {
    expect(classic({}, [{ kind: 'notToken', body: null }]).error).toBeNull();
    expect(containerd({}, [{ kind: 'notToken', body: null }]).error).toBeNull();
  });
});

describe('the words for a refusal', () => {
  const url = 'https://auth.docker.io/token?scope=x';

  test('call JSON without errors the registry’s own, and anything else unknown', () => {
    const refused = (body: string) =>
      containerd({ version: '28.5.2' }, [http(500, { leg: 'token', url, body })]).error;
    expect(refused('{"details":"internal error"}')).toMatch(
      /^error from registry: failed to resolve/,
    );
    expect(refused('oops')).toMatch(/^unknown: failed to resolve/);
  });

  test.each([
    ['20.10.24', '', '', `error parsing HTTP 402 response body: unexpected end of JSON input: ""`],
    [
      '20.10.24',
      'text/plain',
      'pay',
      `error parsing HTTP 402 response body: invalid character 'p' looking for beginning of value: "pay"`,
    ],
    ['28.5.2', '', '', 'unknown:'],
    ['28.5.2', 'text/html', '<html>pay</html>', 'unknown: <html>pay</html>'],
    [
      '28.5.2',
      'application/json',
      '',
      'error parsing HTTP 402 response body: unexpected end of JSON input: ""',
    ],
  ])('with a status that no registry knows, on %s (%s, %j)', (version, type, body, error) => {
    const trial = http(402, { contentType: type || null, body });
    expect(classic({ version }, [trial]).error).toBe(error);
    expect(containerd({ version: '28.5.2' }, [trial], 'reg.lab/x').error).toBe(
      'unknown: failed to resolve reference "reg.lab/x:latest": unexpected status from HEAD request to https://reg.lab/v2/x/manifests/latest: 402 Payment Required',
    );
  });

  test('add a detail that is a text', () => {
    const errors = [{ code: 'DENIED', message: 'no', detail: 'ask Ann' }];
    const trial = http(403, { leg: 'token', url, errors });
    expect(containerd({ version: '28.5.2' }, [trial]).error).toBe(
      'error from registry: no - ask Ann',
    );
  });

  test('are untold where only HEAD was asked', () => {
    expect(classic({}, [http(404, { bodyUnknown: true })]).error).toBeNull();
    expect(classic({}, [http(503, { bodyUnknown: true })]).error).toContain('503');
  });

  test('name where a request was sent on to', () => {
    const moved = 'https://elsewhere/v2/';
    const trial: Trial = { ...down, leg: 'ping', url: moved, detail: { address: '10.0.0.1:443' } };
    expect(classic({}, [trial]).error).toBe(
      `Get "${moved}": dial tcp 10.0.0.1:443: connect: connection refused`,
    );
  });

  test('of a digest are untold where blobs are asked for next', () => {
    const image = `nginx@${digest}`;
    const trials: Trial[] = [{ ...down, detail: { address: '10.0.0.1:443' } }, { kind: 'noRealm' }];
    expect(containerd(mirrored, trials, image).error).toBeNull();
    expect(containerd(mirrored, [down, down], image).outcome).toBe('failed');
    expect(containerd({ ...mirrored, version: '26.1.5' }, trials, image).error).not.toBeNull();
  });

  test('are those of the alert for a missing client certificate on every engine', () => {
    const cause = 'tls-certificate-required';
    const trial: Trial = { kind: 'transport', leg: 'ping', cause, detail: {}, url: null };
    for (const version of ['20.10.24', '28.5.2']) {
      expect(classic({ version }, [trial]).error).toContain('tls: certificate required');
    }
  });

  test('name the proxy of the hop that failed, not of the endpoint', () => {
    const detail = { proxy: true, proxyHost: 'p.lab', address: '10.0.0.53:53' };
    const cause = 'name-not-found';
    const trial: Trial = { kind: 'transport', leg: 'config', cause, detail, url: 'http://x' };
    expect(classic({}, [trial]).error).toContain(
      'proxyconnect tcp: dial tcp: lookup p.lab on 10.0.0.53:53: no such host',
    );
  });
});
