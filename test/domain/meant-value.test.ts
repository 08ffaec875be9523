import { expect, test } from 'vitest';
import type { Json } from '../../src/domain/json.ts';
import { meantValue } from '../../src/domain/meant-value.ts';

test.each<[string, Json, Json]>([
  ['registry-mirrors', 'https://a.example', ['https://a.example']],
  [
    'registry-mirrors',
    ['a.example', 'b.example:5000/x'],
    ['https://a.example', 'https://b.example:5000/x'],
  ],
  ['registry-mirrors', ['https://a.example?x=1'], null],
  ['registry-mirrors', 7, null],
  ['insecure-registries', ['http://x:5000/v2/'], ['x:5000']],
  ['insecure-registries', '10.0.0.0/8, y:5000', ['10.0.0.0/8', 'y:5000']],
  ['debug', 'True', true],
  ['debug', 'yes', null],
  ['mtu', '1400', 1400],
  ['mtu', 'big', null],
  ['log-opts', { 'max-size': 10, compress: true }, { 'max-size': '10', compress: 'true' }],
  ['dns', '192.0.2.1 192.0.2.2', ['192.0.2.1', '192.0.2.2']],
  ['dns', 'one.one.one.one', null],
  ['no-such-key', 'x', null],
])('%s: %j was meant to be %j', (key, value, meant) => {
  expect(meantValue(key, value, null)).toEqual(meant);
});
