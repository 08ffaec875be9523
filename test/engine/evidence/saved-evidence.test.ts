import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checks } from '../../../src/checks/index.ts';
import { Failure } from '../../../src/domain/failure.ts';
import { toDocument } from '../../../src/engine/doctor/document.ts';
import { judge } from '../../../src/engine/doctor/judge.ts';
import { judgeSaved, saveEvidence } from '../../../src/engine/evidence/saved-evidence.ts';
import { evidenceWith, factsWith, viewWith } from '../../checks/evidence.ts';
import { failing } from '../../checks/fixtures/index.ts';

const secret = 'pl4nted-s3cret';
const bytes = (text: string) => new TextEncoder().encode(text);

describe('saved evidence', () => {
  test.each(Object.keys(failing))('is judged the same elsewhere: %s', (code) => {
    const evidence = failing[code]?.() ?? evidenceWith();
    const here = { elapsedMs: 7, evidence, ...judge(evidence, checks) };
    const there = judgeSaved(saveEvidence(here));
    const names = (diagnosis: typeof here) =>
      diagnosis.findings.map((finding) => `${finding.code} ${finding.subject}`);
    expect(names(there)).toEqual(names(here));
    expect(there.verdict).toBe(here.verdict);
    expect(there.checks.filter(({ state }) => state === 'crashed')).toEqual([]);
  });

  test('holds no secret, wherever one was', () => {
    const url = `http://ann:${secret}@proxy:3128`;
    const files = {
      '/etc/docker/daemon.json': `{"proxies": {"https-proxy": "${url}"}}`,
      '/root/.docker/config.json': `{"auths": {"h": {"auth": "${btoa(`ann:${secret}`)}"}}}`,
      '/etc/systemd/system/docker.service.d/proxy.conf': `Environment="HTTPS_PROXY=${url}"\n`,
      '/etc/docker/certs.d/h/client.key': `-----BEGIN PRIVATE KEY-----\n${secret}\n-----END PRIVATE KEY-----\n`,
    };
    const snapshots = Object.entries(files).map(([path, text]) => {
      const state = { kind: 'file', bytes: bytes(text), mode: 0o600, uid: 0, gid: 0 } as const;
      return [path, { path, state, realPath: null }] as const;
    });
    const key = { name: 'c.key', path: '/etc/docker/certs.d/h/c.key', bytes: bytes(secret) };
    const view = viewWith({
      proxies: { http: url, https: url, no: '' },
      trustDirectories: new Map([['h', [key]]]),
    });
    const facts = factsWith({
      files: new Map(snapshots),
      shell: { https_proxy: url },
      process: { pid: 1, argv: [`--https-proxy=${url}`], environment: { HTTPS_PROXY: url } },
    });
    const evidence = evidenceWith({ facts, views: { used: view, files: view }, journal: [url] });
    const text = saveEvidence({ elapsedMs: 1, evidence, ...judge(evidence, checks) });
    const opened = text.replace(/"\$bytes": "([^"]*)"/g, (_all, inside: string) => atob(inside));
    expect(opened).not.toContain(secret);
    expect(opened).not.toContain(btoa(`ann:${secret}`));
  });

  test('that somebody has cut or edited is judged or refused, never a bug', () => {
    const codes = ['DC1001', 'DC2001', 'DC3003', 'DC4010', 'DC5001', 'DC6001'];
    const evidence = fc.constantFrom(...codes).map((code) => failing[code]?.() ?? evidenceWith());
    const damage = fc.constantFrom(undefined, null, 7, 'x', [], {});
    fc.assert(
      fc.property(evidence, damage, fc.nat(), (seen, wrong, at) => {
        const text = saveEvidence({ elapsedMs: 1, evidence: seen, ...judge(seen, checks) });
        expect(refusalOf(damaged(text, at, wrong))).toSatisfy(
          (error) => error === null || error instanceof Failure,
        );
      }),
      { numRuns: 300 },
    );
  });

  test.each(['', '{}', '[]', '{"schema":"dockcfg/evidence/1","evidence":{}}', 'not json'])(
    'is told apart from %s',
    (text) => {
      expect(() => judgeSaved(text)).toThrow(Failure);
    },
  );
});

/** The nth value of a JSON document replaced, or left out. */
function damaged(json: string, n: number, wrong: unknown): string {
  let count = 0;
  JSON.parse(json, () => {
    count += 1;
  });
  let left = n % count;
  const document = JSON.parse(json, (_key, value) => {
    left -= 1;
    return left === -1 ? wrong : value;
  });
  return JSON.stringify(document) ?? '';
}

function refusalOf(text: string): unknown {
  try {
    toDocument(judgeSaved(text), 'zh-CN');
    return null;
  } catch (error) {
    return error;
  }
}
