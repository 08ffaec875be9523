import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import type { FileState } from '../../../src/domain/facts.ts';
import type { Plan } from '../../../src/domain/plan.ts';
import { verbatim } from '../../../src/domain/said.ts';
import type { Transacted } from '../../../src/engine/transact/context.ts';
import { planDocument, transactedDocument } from '../../../src/ui/reports/apply/document.ts';
import { applyPage } from '../../../src/ui/reports/apply/human.ts';
import { schemas } from '../../../src/ui/schemas/index.ts';
import { widthOf } from '../../../src/ui/text/width.ts';
import { wordsIn } from '../../../src/ui/words/index.ts';

const file = (text: string): FileState => ({
  kind: 'file',
  bytes: new TextEncoder().encode(text),
  mode: 0o644,
  uid: 0,
  gid: 0,
});

const plan: Plan = {
  changes: [
    {
      kind: 'file',
      target: 'daemon-json',
      path: '/etc/docker/daemon.json',
      before: file('{\n  "debug": true\n}\n'),
      after: file(
        '{\n  "debug": true,\n  "proxies": { "https-proxy": "http://u:s3cret@p:1" }\n}\n',
      ),
      because: [{ en: 'The engine reads proxies here.', 'zh-CN': '引擎在这里读取代理。' }],
    },
    {
      kind: 'file',
      target: 'certs-d',
      path: '/etc/docker/certs.d/h/client.key',
      before: { kind: 'absent' },
      after: file('-----BEGIN PRIVATE KEY-----\ntopsecret\n-----END PRIVATE KEY-----\n'),
      because: [],
    },
    { kind: 'effect', effect: 'daemon-reload', because: [] },
  ],
  action: 'restart',
  reason: verbatim('Proxies are read at start only.'),
  disruption: {
    containersStopped: 2,
    names: ['web', 'db'],
    comeBack: ['web'],
    stayStopped: ['db'],
  },
  conflicts: [
    {
      key: 'registry-mirrors',
      origins: [{ kind: 'flag', path: '/lib/systemd/system/docker.service', line: 12 }],
      text: verbatim('set as a flag and in the file'),
    },
  ],
  expects: [],
  warnings: [verbatim('One more thing.')],
};

const done: Transacted = {
  exit: 'done',
  plan,
  changed: true,
  applied: true,
  transaction: '20261120T101500Z-7f3a',
  verified: { 'https-proxy': 'verified', ca: 'notObservable' },
  reloadRequired: false,
  restartRequired: false,
  warnings: [],
  failure: null,
  leftovers: [],
};

const page = (columns: number, diff: boolean, language: 'en' | 'zh-CN' = 'en') =>
  applyPage(planDocument(plan, language), {
    style: { columns, color: false, unicode: true },
    words: wordsIn(language),
    diff,
    root: '/',
  });

describe('the document of apply', () => {
  it.each([
    ['a plan', planDocument(plan, 'en')],
    ['what was done', transactedDocument(done, 'zh-CN')],
  ])('of %s is what its schema says', (_name, document) => {
    expect(v.parse(schemas.apply, document)).toEqual(document);
  });

  it('never holds a secret, not even in a diff', () => {
    const text = JSON.stringify(planDocument(plan, 'en')) + page(80, true);
    expect(text).toContain('http://u:xxxxx@p:1');
    expect(text).not.toContain('s3cret');
    expect(text).not.toContain('topsecret');
  });

  it('says what was left behind when putting back was incomplete', () => {
    const leftovers = [{ subject: '/etc/x', said: verbatim('somebody else changed it') }];
    const document = transactedDocument({ ...done, leftovers }, 'en');
    expect(document.warnings).toContain('/etc/x: somebody else changed it');
  });

  it('says what is exempt from certificate checks, even when it was asked for', () => {
    const document = planDocument({ ...plan, loosens: ['10.0.0.5:5000'] }, 'en');
    expect(document.warnings.join()).toContain('10.0.0.5:5000');
  });

  it('tells a pending restart that --restart never holds back', () => {
    const held = planDocument({ ...plan, action: 'none', required: 'restart' }, 'en');
    expect(held).toMatchObject({ reloadRequired: false, restartRequired: true });
  });
});

describe('the page of apply', () => {
  it('does not say that an engine was restarted which nobody could tell', () => {
    const document = transactedDocument({ ...done, restartRequired: true }, 'en');
    const style = { columns: 80, color: false, unicode: true };
    const text = applyPage(document, { style, words: wordsIn('en'), diff: false, root: '/' });
    expect(text).not.toContain('was restarted');
    expect(text).not.toContain('This stops');
    expect(text).toContain('Proxies are read at start only.');
    expect(text).toContain('The running engine has not read this yet: restart it.');
  });

  it('says what changes, why, and what that stops', () => {
    const text = page(80, false);
    expect(text).toContain('Would change 2 files:');
    expect(text).toMatch(/edit +\/etc\/docker\/daemon\.json\n +The engine reads proxies here\./);
    expect(text).toMatch(/create +\/etc\/docker\/certs\.d\/h\/client\.key/);
    expect(text).toMatch(/run +systemctl daemon-reload/);
    expect(text).toContain('The engine would be restarted. Proxies are read at start only.');
    expect(text).toContain('This stops 2 containers: web, db.');
    expect(text).toContain('Started again by the engine: web.');
    expect(text).toContain('Not started again: db.');
    expect(text).not.toContain('--rm');
    expect(text).toContain('/lib/systemd/system/docker.service:12');
    expect(text).not.toContain('@@');
  });

  it('says who keeps running through a restart', () => {
    const kept = { ...plan, disruption: { containersStopped: 0, names: [], keptRunning: 3 } };
    const text = applyPage(planDocument(kept, 'en'), {
      style: { columns: 80, color: false, unicode: true },
      words: wordsIn('en'),
      diff: false,
      root: '/',
    });
    expect(text).toContain('The 3 running containers keep running: live-restore is on.');
  });

  it('shows the diffs when asked', () => {
    expect(page(80, true)).toMatch(/^\+ {2}"proxies"/m);
  });

  it('says how to undo what was done, and whether the engine shows it', () => {
    const context = {
      style: { columns: 80, color: false, unicode: true },
      words: wordsIn('en'),
      diff: false,
      root: '/',
    };
    const text = applyPage(transactedDocument(done, 'en'), context);
    expect(text).toContain('dockcfg rollback 20261120T101500Z-7f3a');
    expect(text).toContain('The running engine shows https-proxy.');
  });

  it.each([
    [false, 'everything was put back'],
    [true, 'not everything could be put back'],
  ])('never calls a failure done (something left behind: %s)', (changed, said) => {
    const failed = { ...done, changed, applied: false, verified: {} };
    const style = { columns: 80, color: false, unicode: true };
    const context = { style, words: wordsIn('en'), diff: false, root: '/', failed: true };
    const text = applyPage(transactedDocument(failed, 'en'), context);
    expect(text).toContain(said);
    expect(text).not.toContain('Nothing to change');
    expect(text).not.toContain('was restarted');
    expect(text).not.toContain('rollback');
  });

  it.each(['en', 'zh-CN'] as const)('fits 40 columns in %s, but for paths', (language) => {
    for (const line of page(40, false, language).split('\n')) {
      if (!line.includes('/')) expect(widthOf(line), line).toBeLessThanOrEqual(40);
    }
  });
});
