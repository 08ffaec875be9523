import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { unifiedDiff } from '../../src/domain/diff.ts';

/** Applies a unified diff, checking every context and removed line. */
function apply(before: string, diff: string): string {
  const olds = before.match(/[^\n]*\n|[^\n]+$/g) ?? [];
  const out: string[] = [];
  let at = 0;
  let previous = '';
  for (const line of diff.split('\n').slice(2)) {
    const header = /^@@ -(\d+)(?:,(\d+))? /.exec(line);
    if (header) {
      const start = header[2] === '0' ? Number(header[1]) : Number(header[1]) - 1;
      out.push(...olds.slice(at, start));
      at = start;
    } else if (line.startsWith('\\')) {
      if (previous !== '-') out.push((out.pop() ?? '').slice(0, -1));
    } else if (line.startsWith('+')) out.push(`${line.slice(1)}\n`);
    else if (line !== '') {
      expect((olds[at] ?? '').replace(/\n$/, '')).toBe(line.slice(1));
      if (line.startsWith(' ')) out.push(`${line.slice(1)}\n`);
      at += 1;
    }
    previous = line[0] ?? '';
  }
  return out.join('') + olds.slice(at).join('');
}

describe('a unified diff', () => {
  test('shows three lines around a change', () => {
    const before = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i'].join('\n');
    expect(unifiedDiff('/etc/x', `${before}\n`, `${before.replace('e', 'E')}\n`)).toBe(
      `--- a/etc/x\n+++ b/etc/x\n@@ -2,7 +2,7 @@\n b\n c\n d\n-e\n+E\n f\n g\n h\n`,
    );
  });

  test('keeps changes that are far apart in hunks of their own', () => {
    const lines = Array.from({ length: 20 }, (_, index) => `${index}`);
    const after = lines.with(1, 'x').with(18, 'y');
    const diff = unifiedDiff('f', `${lines.join('\n')}\n`, `${after.join('\n')}\n`);
    expect(diff.match(/^@@.*@@$/gm)).toEqual(['@@ -1,5 +1,5 @@', '@@ -16,5 +16,5 @@']);
  });

  test('a new file comes from nothing, a removed one goes there', () => {
    expect(unifiedDiff('/f', null, 'a\n')).toBe('--- /dev/null\n+++ b/f\n@@ -0,0 +1 @@\n+a\n');
    expect(unifiedDiff('/f', 'a\n', null)).toBe('--- a/f\n+++ /dev/null\n@@ -1 +0,0 @@\n-a\n');
  });

  test('says where the last newline is missing', () => {
    expect(unifiedDiff('/f', 'a', 'a\n')).toBe(
      '--- a/f\n+++ b/f\n@@ -1 +1 @@\n-a\n\\ No newline at end of file\n+a\n',
    );
  });

  test('equal texts have no diff', () => {
    expect(unifiedDiff('/f', 'a\n', 'a\n')).toBe('');
  });

  test('applied to the old text it yields the new one', () => {
    const line = fc.constantFrom('a', 'b', 'c', '{', '}', '');
    const text = fc
      .tuple(fc.array(line, { maxLength: 30 }), fc.boolean())
      .map(([lines, newline]) => lines.join('\n') + (newline ? '\n' : ''));
    fc.assert(
      fc.property(text, text, (before, after) => {
        const diff = unifiedDiff('f', before, after);
        expect(diff === '' ? before : apply(before, diff)).toBe(after);
      }),
      { numRuns: 500 },
    );
  });

  test('changes no more lines than it must', () => {
    const diff = unifiedDiff('f', 'a\nb\nc\na\nb\nb\na\n', 'c\nb\na\nb\na\nc\n');
    expect(diff.match(/^[+-][^+-]/gm)).toHaveLength(5);
  });
});
