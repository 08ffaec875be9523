import { beforeAll, expect, it } from 'vitest';
import { readMarkdown } from '../docs/markdown-file.ts';
import { runDemo } from './demo.ts';

let succeeded: boolean;
let transcript = '';

beforeAll(async () => {
  succeeded = await runDemo({
    script: 'src/main.ts',
    env: { PATH: process.env.PATH, LANG: 'en_US.UTF-8' },
    write: (text) => {
      transcript += text;
    },
  });
}, 60_000);

it('the demo finds the cause, repairs it and proves it', () => {
  expect(succeeded, transcript).toBe(true);
  expect(transcript).toContain('sudo dockcfg setup');
});

it('what README shows of the demo is what it prints', () => {
  const shown = readMarkdown('README.md')
    .fences.filter(({ under }) => under === 'In thirty seconds')
    .flatMap(({ text }) => text.split('\n'))
    .filter((line) => line.trim() !== '' && line !== '…' && !line.startsWith('$ '));
  const printed = new Set(transcript.split('\n').map(steady));
  expect(shown.length).toBeGreaterThan(20);
  expect(shown.map(steady).filter((line) => !printed.has(line))).toEqual([]);
});

/** Without what differs from run to run: ports, times, the bars drawn of them, the package's revision. */
function steady(line: string): string {
  return line
    .replace(/[█ ]+$/, '')
    .replace(/:\d{4,5}\b/g, ':PORT')
    .replace(/ +\d+ ms/, ' MS')
    .replace(/(\d+\.\d+\.\d+)-\S+/, '$1');
}
