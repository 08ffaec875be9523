import { defineConfig } from 'vitest/config';

/** What holds dockcfg against real engines case by case: long, and run by a command of its own. */
const proof = ['oracle*', 'tables'].map((name) => `test/lab/${name}.test.ts`);

/** What runs anywhere; what needs real engines (root, systemd-nspawn); and the long proof on them. */
export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          include: ['test/**/*.test.ts'],
          exclude: ['test/lab/**', 'test/**/*.lab.test.ts'],
          testTimeout: 20_000,
        },
      },
      {
        test: {
          name: 'lab',
          include: ['test/lab/**/*.test.ts', 'test/**/*.lab.test.ts'],
          exclude: proof,
          testTimeout: 180_000,
          hookTimeout: 300_000,
          maxWorkers: 2,
        },
      },
      {
        test: {
          name: 'proof',
          include: proof,
          testTimeout: 180_000,
          hookTimeout: 300_000,
          maxWorkers: 2,
        },
      },
    ],
  },
});
