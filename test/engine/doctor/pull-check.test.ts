import { describe, expect, it } from 'vitest';
import type { DoctorDocument } from '../../../src/domain/documents.ts';
import type { Outcome } from '../../../src/domain/outcome.ts';
import { parseReference } from '../../../src/domain/reference.ts';
import { Secret } from '../../../src/domain/secret.ts';
import type { Diagnosis } from '../../../src/engine/doctor/diagnosis.ts';
import { pullAll, withPulls } from '../../../src/engine/doctor/pull-check.ts';
import type { Pulled, PullOrder } from '../../../src/ports/puller.ts';

const image = 'docker.io/library/nginx:latest';
const saw = (error: string | null, fresh = true): Outcome<Pulled> => ({
  kind: 'saw',
  data: { error, fresh },
  ms: 40,
});

function diagnosisOf(outcome: string, name = 'nginx', hasImage = true): Diagnosis {
  const parsed = parseReference(name);
  if (!('reference' in parsed)) throw new Error(name);
  const route = { route: { reference: parsed.reference }, hasImage, prediction: { outcome } };
  return { evidence: { routes: [route] } } as unknown as Diagnosis;
}

async function pulled(answer: Outcome<Pulled>, diagnosis: Diagnosis) {
  const orders: PullOrder[] = [];
  const pulls = await pullAll(diagnosis, {
    puller: {
      pull: async (_socket, order) => {
        orders.push(order);
        return answer;
      },
    },
    socket: '/run/docker.sock',
    signal: new AbortController().signal,
    logins: new Map([['quay.io', { username: 'me', password: new Secret('pw') }]]),
  });
  return { pulls, orders };
}

describe('a prediction beside the pull itself', () => {
  it.each([
    ['pulled', saw(null), 'pulled', true],
    ['failed', saw('no such host'), 'failed', true],
    ['pulled', saw('no such host'), 'failed', false],
    ['failed', saw(null), 'pulled', false],
    ['unknown', saw(null), 'pulled', null],
    ['pulled', { kind: 'failed', code: 'ENOENT', detail: '', ms: 1 }, 'unknown', null],
    ['pulled', { kind: 'skipped', because: 'budget' }, 'unknown', null],
  ] as const)(
    'predicted %s, then %j: %s, as predicted: %s',
    async (predicted, answer, outcome, asPredicted) => {
      const { pulls } = await pulled(answer, diagnosisOf(predicted));
      expect(pulls.get(image)).toMatchObject({ outcome, asPredicted });
    },
  );

  it('asks for the image as it was named, with its own login only', async () => {
    const plain = await pulled(saw(null), diagnosisOf('pulled'));
    expect(plain.orders).toEqual([{ name: 'docker.io/library/nginx', tag: 'latest', login: null }]);
    const digest = `sha256:${'a'.repeat(64)}`;
    const own = await pulled(saw(null), diagnosisOf('pulled', `quay.io/a/b@${digest}`));
    expect(own.orders).toMatchObject([
      { name: 'quay.io/a/b', tag: digest, login: { username: 'me' } },
    ]);
  });

  it('pulls nothing for a bare host', async () => {
    const { orders } = await pulled(saw(null), diagnosisOf('unknown', 'quay.io/dockcfg', false));
    expect(orders).toEqual([]);
  });

  it('masks what the engine repeats', async () => {
    const answer = saw('Get "http://u:s3cret@proxy:3128": refused');
    const { pulls } = await pulled(answer, diagnosisOf('failed'));
    expect(pulls.get(image)?.error).not.toContain('s3cret');
  });

  it('makes the verdict broken when the engine fails, and only then', async () => {
    const document = {
      verdict: 'healthy',
      routes: [{ image }, { image: 'other' }],
    } as unknown as DoctorDocument;
    const good = await pulled(saw(null), diagnosisOf('failed'));
    expect(withPulls(document, good.pulls).verdict).toBe('healthy');
    const bad = await pulled(saw('x'), diagnosisOf('pulled'));
    const result = withPulls(document, bad.pulls);
    expect(result.verdict).toBe('broken');
    expect(result.routes.map((route) => route.pull?.outcome)).toEqual(['failed', undefined]);
  });
});
