import { describe, expect, test } from 'vitest';
import { passwordIn, withPassword } from '../../src/domain/url-password.ts';

describe('the password in a URL', () => {
  test.each([
    ['http://u:p@proxy:3128', 'p'],
    ['u:p@proxy:3128', 'p'],
    ['http://:p@proxy', 'p'],
    ['http://u:p@ss@proxy', 'p@ss'],
    ['http://u:p ss@proxy', 'p ss'],
    ['http://u:p/s?s#@proxy', 'p/s?s#'],
    ['http://u:p%40ss@[::1]:3128', 'p%40ss'],
    ['http://u:12 34@proxy', '12 34'],
  ])('%s', (url, password) => {
    expect(passwordIn(url)).toBe(password);
    expect(withPassword(url, 'xxxxx')).toBe(url.replace(`:${password}@`, ':xxxxx@'));
  });

  test.each([
    'http://proxy:3128',
    'http://u@proxy:3128',
    'http://[::1]:3128',
    'https://reg:5000/image@sha256:1f',
    'https://reg/image:1@sha256:1f',
    'proxy:3128',
    'localhost,.corp.example',
    '',
  ])('is none in %j', (url) => {
    expect(passwordIn(url)).toBeNull();
    expect(withPassword(url, 'xxxxx')).toBe(url);
  });
});
