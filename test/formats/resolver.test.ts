import { describe, expect, it } from 'vitest';
import { hostsLinesFor, parseHostsFile } from '../../src/formats/hosts-file.ts';
import { parseResolvConf } from '../../src/formats/resolv-conf.ts';

describe('parseResolvConf', () => {
  it('reads it as Go does', () => {
    const conf = parseResolvConf(
      '# by hand\nnameserver 127.0.0.53 # stub\n\tnameserver fe80::1%eth0\nnameserver dns.example\nnameserver 10.0.0.2\nnameserver 10.0.0.3\ndomain old.example\nsearch corp.example . lab\noptions ndots:20 timeout:0 attempts:3 rotate use-vc edns0 inet6\n',
    );
    expect(conf).toMatchObject({
      nameservers: [
        { address: '127.0.0.53', line: 2 },
        { address: 'fe80::1%eth0', line: 3 },
        { address: '10.0.0.2', line: 5 },
      ],
      isDefault: false,
      ignoredNameservers: ['dns.example', '10.0.0.3'],
      search: ['corp.example', 'lab'],
      ndots: 15,
      timeoutSeconds: 1,
      attempts: 3,
      rotate: true,
      useTcp: true,
      unknownOptions: ['inet6'],
    });
  });

  it('falls back to loopback as Go does', () => {
    expect(parseResolvConf('')).toMatchObject({
      nameservers: [{ address: '127.0.0.1' }, { address: '::1' }],
      isDefault: true,
      ndots: 1,
      timeoutSeconds: 5,
      attempts: 2,
    });
  });
});

describe('parseHostsFile', () => {
  const hosts = parseHostsFile(
    '127.0.0.1 localhost\n10.0.0.5\tHarbor.example harbor # lab\r\n# 1.2.3.4 off\nnot-an-ip x\n::1 ip6-localhost\n10.0.0.6 harbor.example.\n',
  );

  it('finds every line that decides a name', () => {
    expect(
      hostsLinesFor(hosts, 'harbor.example').map(({ address, line }) => [address, line]),
    ).toEqual([
      ['10.0.0.5', 2],
      ['10.0.0.6', 6],
    ]);
    expect(hostsLinesFor(hosts, 'x')).toEqual([]);
    expect(hostsLinesFor(hosts, 'off')).toEqual([]);
  });
});
