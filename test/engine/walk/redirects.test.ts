import { describe, expect, test } from 'vitest';
import { redirects } from '../../../src/engine/walk/redirects.ts';
import type { Ask } from '../../../src/probes/ask.ts';
import { followRedirects } from '../../../src/probes/redirect.ts';

interface Reply {
  readonly status: number;
  readonly location?: string;
}

/** A network of canned replies, and everything that was asked of it. */
function network(replies: Readonly<Record<string, Reply>>) {
  const asked: { url: string; authorization: string | null }[] = [];
  const ask: Ask = async (url, { headers }) => {
    const found = headers.find(([name]) => name === 'authorization');
    asked.push({ url, authorization: found?.[1] ?? null });
    const { status, location } = replies[url] ?? { status: 404 };
    const lines = location === undefined ? [] : [['location', location] as const];
    const answer = { status, headers: lines, body: new Uint8Array(), truncated: false };
    return { kind: 'saw', data: { answer, url, at: 0 }, ms: 1 };
  };
  return { ask, asked };
}

const plain = { method: 'GET', headers: [], maxBody: 0 } as const;
const withToken = { ...plain, headers: [['authorization', 'Bearer t']] } as const;

describe('a redirect', () => {
  test('is followed, and the answer says where it came from', async () => {
    const { ask } = network({
      'http://m/v2/': { status: 301, location: 'https://m/v2/' },
      'https://m/v2/': { status: 200 },
    });
    const outcome = await redirects('containerd').follow(ask)('http://m/v2/', plain);
    expect(outcome).toMatchObject({ kind: 'saw', data: { url: 'https://m/v2/' } });
  });

  test('may be relative, and one without a Location is an answer like any other', async () => {
    const { ask } = network({
      'http://m/a': { status: 307, location: '/b' },
      'http://m/b': { status: 302 },
    });
    const outcome = await redirects('containerd').follow(ask)('http://m/a', plain);
    expect(outcome).toMatchObject({ data: { url: 'http://m/b', answer: { status: 302 } } });
  });

  test('that leads in a circle ends with the tenth request, as in Go', async () => {
    const { ask, asked } = network({ 'http://m/a': { status: 301, location: 'http://m/a' } });
    const outcome = await redirects('containerd').follow(ask)('http://m/a', plain);
    expect(outcome).toMatchObject({ kind: 'failed', code: 'TOO_MANY_REDIRECTS' });
    expect(asked).toHaveLength(10);
  });

  test.each(['ftp://m/b', 'http://[bad'])('to %s is not followed', async (location) => {
    const { ask } = network({ 'http://m/a': { status: 301, location } });
    const outcome = await redirects('containerd').follow(ask)('http://m/a', plain);
    expect(outcome).toMatchObject({ kind: 'failed', code: 'BAD_LOCATION' });
  });
});

test('what is posted is a secret, and is sent on to nobody', async () => {
  const { ask, asked } = network({ 'http://m/a': { status: 307, location: 'http://other/b' } });
  const outcome = await redirects('containerd').follow(ask)('http://m/a', {
    ...plain,
    body: 'refresh_token=x',
  });
  expect(outcome).toMatchObject({ data: { answer: { status: 307 } } });
  expect(asked).toHaveLength(1);
});

describe('the authorization', () => {
  const moved = {
    'http://m/a': { status: 301, location: 'http://other/a' },
    'http://m/b': { status: 301, location: 'https://m/b' },
    'http://other/a': { status: 401 },
  };

  test('goes along to the same host, and to no other', async () => {
    const { ask, asked } = network(moved);
    const { follow } = redirects('containerd');
    await follow(ask)('http://m/b', withToken);
    await follow(ask)('http://m/a', withToken);
    expect(asked.map(({ authorization }) => authorization !== null)).toEqual([
      ...[true, true],
      ...[true, false],
    ]);
  });

  const places = {
    'https://m/a': { status: 307, location: 'https://m:8443/a' },
    'https://m/b': { status: 307, location: 'https://s3.m/b' },
    'https://m/c': { status: 307, location: 'https://notm/c' },
    'https://m/d': { status: 307, location: 'https://cdn/d' },
    'https://cdn/d': { status: 307, location: 'https://m/end' },
    'https://10.0.0.1/e': { status: 307, location: 'https://10.0.0.1.nip.io/e' },
  };

  test.each([
    ['containerd', 'https://m/a', [true, true]],
    ['classic', 'https://m/a', [true, false]],
    ['containerd', 'https://m/b', [true, true]],
    ['classic', 'https://m/b', [true, false]],
    ['containerd', 'https://m/c', [true, false]],
    ['containerd', 'https://m/d', [true, false, false]],
    ['containerd', 'https://10.0.0.1/e', [true, false]],
  ] as const)('goes along in the %s store, from %s on: %j', async (store, url, carried) => {
    const followed = network(places);
    await redirects(store).follow(followed.ask)(url, withToken);
    expect(followed.asked.map(({ authorization }) => authorization !== null)).toEqual(carried);
    const { ask, asked } = network(places);
    const request = (isHome: boolean) => (isHome ? withToken : plain);
    await followRedirects(ask, { first: url, store }, request);
    expect(asked).toEqual(followed.asked);
  });

  test('goes to a host that has asked for it', async () => {
    const { ask, asked } = network(moved);
    const { follow } = redirects('containerd');
    await follow(ask)('http://m/a', plain);
    await follow(ask)('http://m/a', withToken);
    expect(asked.at(-1)).toEqual({ url: 'http://other/a', authorization: 'Bearer t' });
  });

  test('of blobs goes to such a host too, and to no other', async () => {
    const { ask, asked } = network(moved);
    const { follow, authorize } = redirects('containerd');
    await follow(ask)('http://m/a', plain);
    await follow(ask)('http://m/a', withToken);
    await authorize(ask)('http://other/blob', plain);
    await authorize(ask)('https://cdn/blob', plain);
    expect(asked.slice(-2).map(({ authorization }) => authorization)).toEqual(['Bearer t', null]);
  });
});
