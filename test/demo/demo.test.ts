import { expect, it } from 'vitest';
import { runDemo } from './demo.ts';

it('the demo finds the cause, repairs it and proves it', async () => {
  let transcript = '';
  const succeeded = await runDemo({
    script: 'src/main.ts',
    env: { PATH: process.env.PATH, LANG: 'en_US.UTF-8' },
    write: (text) => {
      transcript += text;
    },
  });
  expect(succeeded, transcript).toBe(true);
  expect(transcript).toContain('sudo dockcfg setup');
}, 60_000);
