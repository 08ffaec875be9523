import { describe, expect, test } from 'vitest';
import { type Field, fieldTable } from '../../src/domain/field-table.ts';

const fields: readonly Field[] = Object.values(fieldTable);
const flags = fields.flatMap((field) => field.flags);

describe('the field table', () => {
  test('every flag has an environment variable of the same name', () => {
    for (const { flag, env } of flags) {
      expect(env).toBe(`DOCKCFG_${flag.slice(2).toUpperCase().replaceAll('-', '_')}`);
    }
    expect(new Set(flags.map(({ flag }) => flag)).size).toBe(flags.length);
  });

  test('it holds the flags that people depend on', () => {
    expect(flags.map(({ flag }) => flag)).toEqual([
      '--mirror',
      '--add-mirror',
      '--remove-mirror',
      '--insecure-registry',
      '--add-insecure-registry',
      '--remove-insecure-registry',
      '--http-proxy',
      '--https-proxy',
      '--no-proxy',
      '--proxy-password-file',
      '--ca',
      '--client-cert',
      '--system-ca',
    ]);
  });

  test('every text is there in both languages', () => {
    const texts = [
      ...fields.flatMap(({ title, help }) => [title, help]),
      ...flags.map(({ help }) => help),
    ];
    for (const text of texts) {
      expect(text.en).not.toBe('');
      expect(text['zh-CN']).toMatch(/\p{Script=Han}/u);
    }
  });
});
