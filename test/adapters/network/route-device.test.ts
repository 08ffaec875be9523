import { expect, test } from 'vitest';
import { readRoutes, routeDevice } from '../../../src/adapters/network/route-device.ts';

// Captured on a host with a container network of its own, 10.88.0.0/24, that nobody is on.
const table = `Iface\tDestination\tGateway \tFlags\tRefCnt\tUse\tMetric\tMask\t\tMTU\tWindow\tIRTT
eth0\t00000000\t01004D0A\t0003\t0\t0\t0\t00000000\t0\t0\t0
eth0\t00004D0A\t00000000\t0001\t0\t0\t0\t00FFFFFF\t0\t0\t0
br-4f1c2a9d7e30\t0000580A\t00000000\t0001\t0\t0\t0\t00FFFFFF\t0\t0\t0
docker0\t000011AC\t00000000\t0001\t0\t0\t0\t0000FFFF\t0\t0\t0
`;

test.each([
  ['10.88.0.5', 'br-4f1c2a9d7e30'],
  ['10.77.0.14', 'eth0'],
  ['172.17.200.1', 'docker0'],
  ['203.0.113.9', 'eth0'],
])('%s goes through %s', (address, device) => {
  expect(routeDevice(table, address)).toBe(device);
});

test('the lower metric wins between two routes of one length', () => {
  const both = `${table}wlan0\t00004D0A\t00000000\t0001\t0\t0\t600\t00FFFFFF\t0\t0\t0\n`;
  expect(routeDevice(both, '10.77.0.14')).toBe('eth0');
});

test('a route that is not up does not count', () => {
  const down = table.replace('br-4f1c2a9d7e30\t0000580A\t00000000\t0001', 'br\t0000580A\t0\t0000');
  expect(routeDevice(down, '10.88.0.5')).toBe('eth0');
});

test('what is not an IPv4 address, and what is not a table, gives nothing', () => {
  expect(routeDevice(table, 'fd00::1')).toBeNull();
  expect(routeDevice('no table', '10.0.0.1')).toBeNull();
  expect(routeDevice('', '10.0.0.1')).toBeNull();
});

test('reads the table of this machine, and gets along without one', () => {
  expect(readRoutes('/nowhere/route')).toBe('');
  const routes = readRoutes();
  if (process.platform === 'linux') expect(routes).toMatch(/^Iface\s+Destination/);
});
