/** What a finding claims and offers: no more than was seen, and the same in words, command and deed. */
import { expect, test } from 'vitest';
import type { Found } from '../../src/checks/contract.ts';
import { mirrorLacksImage } from '../../src/checks/mirror-lacks-image.ts';
import { noProxyItem } from '../../src/checks/no-proxy-item.ts';
import { notTls } from '../../src/checks/not-tls.ts';
import { proxyOnlyInShell } from '../../src/checks/proxy-only-in-shell.ts';
import { systemdPercent } from '../../src/checks/systemd-percent.ts';
import { evidenceOf, factsWith, failed, manifest, saw, skipped, viewWith } from './evidence.ts';
import { config, dial, mirror, stopped, unit } from './fixtures/parts.ts';

function commandsOf(found: readonly Found[]): readonly string[] {
  return found.flatMap(({ remedies }) =>
    remedies.flatMap((remedy) => ('command' in remedy ? [remedy.command.join(' ')] : [])),
  );
}

test("the exceptions of the shell's proxy stand in the command as well as in what dockcfg would do", () => {
  const shell = { https_proxy: 'http://proxy:3128', no_proxy: 'localhost,.corp.example' };
  const walks = [stopped(dial('DEADLINE', { proxy: null }))];
  const found = proxyOnlyInShell.judge(evidenceOf({ walks }, { facts: factsWith({ shell }) }));
  expect(found[0]?.remedies[0]).toMatchObject({
    kind: 'dockcfg',
    desired: { proxies: { 'no-proxy': 'localhost,.corp.example' } },
  });
  expect(commandsOf(found)[0]).toContain('--no-proxy localhost,.corp.example');
});

test('a list of exceptions with semicolons in it is written with commas', () => {
  const proxies = { http: '', https: 'http://proxy:3128', no: 'localhost;registry-1.docker.io' };
  const tunnel = failed('ECONNRESET');
  const walk = stopped({ proxy: 'http://proxy:3128', tunnel, tls: skipped, verdict: null });
  const found = noProxyItem.judge(evidenceOf({ view: viewWith({ proxies }), walks: [walk] }));
  expect(commandsOf(found)).toContain('dockcfg apply --no-proxy localhost,registry-1.docker.io');
});

test('a mirror that has the image for other machines is not said to answer 404', () => {
  const walk = { manifest: saw(manifest('mirror.example')), platform: false, blob: skipped };
  const [found] = mirrorLacksImage.judge(mirror(walk));
  expect(found?.text.en).toContain('for this platform');
  expect(JSON.stringify(found?.remedies)).not.toContain('404');
});

test('plain HTTP is not said to have been tried where it was not', () => {
  const handshake = { tls: failed('ERR_SSL_TLSV1_ALERT_INTERNAL_ERROR'), verdict: null };
  const seenWith = (sniff: { plainHttp: null; oldTls: null } | null) =>
    notTls.judge(evidenceOf({ walks: [stopped({ ...handshake, sniff })] }))[0]?.seen;
  expect(seenWith({ plainHttp: null, oldTls: null })).toContain('plain HTTP: no answer');
  expect(seenWith(null)).toEqual(['tls: ERR_SSL_TLSV1_ALERT_INTERNAL_ERROR']);
});

test('what systemd made of a variable is looked up in the unit that has it', () => {
  const dropped = [
    { path: '/etc/systemd/system/moby.service.d/p.conf', line: 2, name: 'HTTPS_PROXY' },
  ];
  const facts = factsWith({ unit: { ...unit, name: 'moby.service' } });
  const found = systemdPercent.judge({ ...config({ dropped }), facts });
  expect(commandsOf(found)).toContain('systemctl show moby.service -p Environment');
});
