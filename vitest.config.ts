import { defineConfig } from 'vitest/config';

/** What runs anywhere; and what needs real engines (root, systemd-nspawn). */
export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          include: ['test/**/*.test.ts'],
          exclude: ['test/lab/**', 'test/**/*.lab.test.ts'],
          testTimeout: 20_000,
          // One worker is left out by default, which on two cores is half of them.
          maxWorkers: '100%',
        },
      },
      {
        test: {
          name: 'lab',
          include: ['test/lab/**/*.test.ts', 'test/**/*.lab.test.ts'],
          testTimeout: 180_000,
          hookTimeout: 300_000,
          maxWorkers: 2,
        },
      },
    ],
  },
});
