import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { predict } from '../../src/domain/predict.ts';
import type { Trial } from '../../src/domain/trial.ts';
import { classic, http, manifestUnknown, mirrored, served, transport, unknown } from './trials.ts';
import { routeOf } from './views.ts';

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
