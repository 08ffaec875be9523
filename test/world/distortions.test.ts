import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { ask, connectTo } from './client.ts';
import type { Registry } from './registry/registry.ts';
import type { Distortion } from './sites/distortions.ts';
import { startWorld, type World } from './world.ts';

let world: World;
let registry: Registry;
beforeAll(async () => {
  world = await startWorld();
});
beforeEach(async () => {
  registry = await world.registry();
});
afterAll(async () => {
  await world.stop();
});

const distorted = (how: Distortion) => {
  registry.options.distort = { stage: 'v2', how };
};
const outcome = () =>
  ask(`${registry.url}/v2/`).then(
    ({ status }) => status,
    (error: NodeJS.ErrnoException) => error.code,
  );

/** Reads raw bytes until there are this many, then leaves. */
function atLeast(bytes: number): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const socket = connectTo(registry.host);
    let heard = Buffer.alloc(0);
    socket.on('error', reject).on('data', (chunk) => {
      heard = Buffer.concat([heard, chunk]);
      if (heard.length < bytes) return;
      socket.destroy();
      resolve(heard);
    });
    socket.write('GET /v2/ HTTP/1.1\r\nHost: x\r\n\r\n');
  });
}

describe('an answer', () => {
  it.each([
    ['reset', 'ECONNRESET'],
    ['close', 'ECONNRESET'],
    ['garbage', 'HPE_INVALID_CONSTANT'],
    ['endless-headers', 'HPE_HEADER_OVERFLOW'],
    ['html', 200],
  ] as const)('can be %s', async (how, expected) => {
    distorted(how);
    expect(await outcome()).toBe(expected);
  });

  it('can be a reset within TLS too', async () => {
    registry.options.tls = { kind: 'private-ca' };
    distorted('reset');
    const asked = ask(`${registry.url}/v2/`, { ca: world.authority.pem });
    await expect(asked).rejects.toMatchObject({ code: 'ECONNRESET' });
  });

  it('can have a body without an end', async () => {
    distorted('endless-body');
    expect((await atLeast(5_000_000)).toString('latin1', 0, 12)).toBe('HTTP/1.1 200');
  });

  it('can come drop by drop', async () => {
    distorted('slow-drip');
    const heard = await atLeast(250);
    expect(heard.toString()).toContain('"drip":"');
  });

  it('can be a small body that unpacks to a large one', async () => {
    distorted('gzip-bomb');
    const heard = await atLeast(20_000);
    const packed = unchunked(heard);
    const { length } = gunzipSync(packed, { finishFlush: 2 });
    expect(length).toBeGreaterThan(packed.length * 100);
  });

  it('concerns the one stage it was meant for', async () => {
    registry.options.distort = { stage: 'manifest', how: 'html' };
    const answer = await ask(`${registry.url}/v2/`);
    expect(answer.headers['content-type']).toContain('application/json');
  });
});

describe('a connection', () => {
  it.each(['close', 'reset'] as const)('can be met with %s', async (accept) => {
    registry.options.accept = accept;
    expect(await outcome()).toBe('ECONNRESET');
    expect(registry.requests).toHaveLength(0);
    expect(registry.connections()).toBe(1);
  });

  it('can be met with silence', async () => {
    registry.options.accept = 'hang';
    const waiting = outcome();
    const silence = new Promise((resolve) => setTimeout(() => resolve('silence'), 100));
    expect(await Promise.race([waiting, silence])).toBe('silence');
    await registry.stop();
    expect(await waiting).toBe('ECONNRESET');
  });
});

/** The body in a chunked answer (RFC 9112, section 7.1), as far as it has come. */
function unchunked(heard: Buffer): Buffer {
  const parts: Buffer[] = [];
  let at = heard.indexOf('\r\n\r\n') + 4;
  for (let end = heard.indexOf('\r\n', at); end > 0; end = heard.indexOf('\r\n', at)) {
    const size = Number.parseInt(heard.toString('latin1', at, end), 16);
    parts.push(heard.subarray(end + 2, end + 2 + size));
    at = end + 2 + size + 2;
  }
  return Buffer.concat(parts);
}
