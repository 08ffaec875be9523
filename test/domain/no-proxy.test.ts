import { describe, expect, test } from 'vitest';
import { bypassOf, idleItems } from '../../src/domain/no-proxy.ts';

describe('an item of NO_PROXY', () => {
  test.each([
    'harbor.corp.example',
    '.corp.example',
    '*.corp.example',
    'harbor.corp.example:8443',
    '*',
    'localhost',
    '10.0.0.0/8',
    '10.0.0.5',
    '10.0.0.5:5000',
    'fd00::/8',
    'fd00::1',
    '[fd00::1]:5000',
    'a_b.corp',
    '例子.中国',
    ' spaced.corp ',
  ])('%s can match somebody', (item) => {
    expect(idleItems(`one.example,${item},`)).toEqual([]);
  });

  test.each([
    'http://harbor.corp.example',
    'a.corp b.corp',
    'a.corp;b.corp',
    '10.*',
    'har*.corp.example',
    '10.0.0.0/33',
    'harbor.corp.example/team',
    ':5000',
  ])('%s matches nobody', (item) => {
    expect(idleItems(`one.example, ${item}`)).toEqual([item]);
    const hosts = ['harbor.corp.example', 'a.corp', 'b.corp', '10.0.0.1'];
    expect(hosts.map((host) => bypassOf({ host, port: 443 }, item))).toEqual([
      null,
      null,
      null,
      null,
    ]);
  });
});
