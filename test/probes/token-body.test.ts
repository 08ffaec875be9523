import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readTokenBody } from '../../src/probes/token-body.ts';

const read = (text: string) => {
  const { token, expiresIn, unreadable } = readTokenBody(new TextEncoder().encode(text));
  return { token: token?.reveal() ?? null, expiresIn, unreadable };
};

// Each row was answered by a token server, and pulled or not, with engine 28.5.2.
test.each([
  ['{"token":"abc"}', 'abc'],
  ['{"access_token":"abc","expires_in":300}', 'abc'],
  ['{"token":"old","access_token":"abc"}', 'abc'],
  ['{"Token":"abc"}', 'abc'],
  ['{"token":"abc"}\n<!-- cached -->', 'abc'],
  ['{"token":"abc","expires_in":0,"issued_at":"2031-01-01T00:00:00Z"}', 'abc'],
  ['{"token":"a}\\"b"} }', 'a}"b'],
  ['{"token":"abc","extra":{"expires_in":"no"}}', 'abc'],
  ['{"token":null,"access_token":"abc"}', 'abc'],
])('%s holds a token', (text, token) => {
  expect(read(text)).toMatchObject({ token, unreadable: null });
});

test.each([
  ['{"token":12345}', 'token'],
  ['{"token":"abc","expires_in":"300"}', 'expires_in'],
  ['{"token":"abc","issued_at":"yesterday"}', 'issued_at'],
  ['{"token":"abc","issued_at":1700000000}', 'issued_at'],
  ['\ufeff{"token":"abc"}', 'json'],
  ['<html>', 'json'],
  ['["token"]', 'json'],
  ['', 'json'],
  ['{"token":"abc"', 'json'],
])('%s cannot be read, for %s', (text, unreadable) => {
  expect(read(text)).toMatchObject({ token: null, unreadable });
});

test.each(['{}', 'null', '{"token":""}', '{"access_token":null}'])('%s holds none', (text) => {
  expect(read(text)).toEqual({ token: null, expiresIn: null, unreadable: null });
});

test('an object is read alike whatever follows it', () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.jsonValue()), fc.string(), (body, rest) => {
      const text = JSON.stringify(body);
      expect(read(`${text} ${rest}`)).toEqual(read(text));
    }),
  );
});
