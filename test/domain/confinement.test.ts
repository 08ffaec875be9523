import { expect, test } from 'vitest';
import { forbiddenBy } from '../../src/domain/confinement.ts';

const none = { ipAllow: [], ipDeny: [], families: [], network: null } as const;

// What systemd shows of a unit's settings, and what an engine with them could then reach (28.5.2).
test.each([
  [{}, '10.77.0.41', null],
  [{ ipDeny: ['0.0.0.0/0', '::/0'] }, '10.77.0.41', 'address'],
  [{ ipDeny: ['0.0.0.0/0', '::/0'] }, '2001:db8::1', 'address'],
  [{ ipDeny: ['any'] }, '10.77.0.41', 'address'],
  [{ ipDeny: ['10.77.0.41'] }, '10.77.0.41', 'address'],
  [{ ipDeny: ['10.77.0.41'] }, '::ffff:10.77.0.41', 'address'],
  [{ ipDeny: ['10.77.0.41'] }, '10.77.0.42', null],
  [{ ipDeny: ['any'], ipAllow: ['127.0.0.0/8', '::1/128'] }, '127.0.0.53', null],
  [{ ipDeny: ['any'], ipAllow: ['localhost'] }, '::1', null],
  [{ ipDeny: ['any'], ipAllow: ['localhost'] }, '10.77.0.41', 'address'],
  [{ families: ['AF_UNIX', 'AF_NETLINK'] }, '10.77.0.41', 'family'],
  [{ families: ['AF_UNIX', 'AF_INET'] }, '10.77.0.41', null],
  [{ families: ['AF_UNIX', 'AF_INET'] }, '2001:db8::1', 'family'],
  [{ families: ['~AF_INET6', 'AF_PACKET'] }, '2001:db8::1', 'family'],
  [{ families: ['~AF_INET6'] }, '10.77.0.41', null],
])('%j keeps %s by its %s', (settings, address, forbidden) => {
  expect(forbiddenBy({ ...none, ...settings }, address)).toBe(forbidden);
});
