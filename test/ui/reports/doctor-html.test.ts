import { describe, expect, it } from 'vitest';
import type { DoctorDocument, StageDocument } from '../../../src/domain/documents.ts';
import type { Language } from '../../../src/domain/said.ts';
import { html, Markup } from '../../../src/ui/reports/doctor/html/markup.ts';
import { doctorReports } from '../../../src/ui/reports/doctor/index.ts';
import { wordsIn } from '../../../src/ui/words/index.ts';
import { brokenDocument } from './document.ts';
import { elementsOf } from './elements.ts';

/** The document with a chain, and with texts that want to be more than texts. */
const chain = [
  {
    subject: 'mirror.example',
    issuer: 'CN=Corp Root',
    notBefore: '2026-01-01T00:00:00.000Z',
    notAfter: '2027-01-01T00:00:00.000Z',
    sha256: 'AA:BB',
  },
];
const tls: StageDocument = {
  stage: 'tls',
  outcome: 'failed',
  ms: 30,
  code: 'DC5001',
  seen: { chain, verified: true, engineText: 'x509: <b>unknown</b> authority' },
};
const document: DoctorDocument = {
  ...brokenDocument,
  routes: brokenDocument.routes.map((route) => ({
    ...route,
    endpoints: route.endpoints.map((endpoint) => ({
      ...endpoint,
      stages: endpoint.stages.map((stage) => (stage.stage === 'tls' ? tls : stage)),
    })),
  })),
  masked: [
    { where: '/etc/docker/daemon.json', line: 4 },
    { where: 'environment of docker.service: HTTPS_PROXY', line: null },
  ],
};

function render(shown: DoctorDocument, language: Language = 'en'): string {
  let text = '';
  const report = doctorReports.html({
    style: { columns: 80, color: false, unicode: true },
    words: wordsIn(language),
    failOn: 'error',
    write: (part) => {
      text += part;
    },
  });
  report({ kind: 'started', images: [] });
  report({ kind: 'done', document: shown });
  return text;
}

describe('the report as a page', () => {
  const page = render(document);
  const elements = elementsOf(page);
  const all = (name: string) => elements.filter((element) => element.name === name);

  it('is well-formed, and says its language', () => {
    expect(all('html')[0]?.attributes.lang).toBe('en');
    expect(elementsOf(render(document, 'zh-CN'))[0]?.attributes.lang).toBe('zh-CN');
    expect(all('title')[0]?.text).toContain('broken');
  });

  it('loads nothing and runs nothing', () => {
    expect(page).not.toMatch(
      /\b(?:src|href|srcset|action)\s*=|url\(|@import|<script|<link|\son\w+=/i,
    );
    const policy = all('meta').find((each) => each.attributes['http-equiv'])?.attributes.content;
    expect(policy).toContain("default-src 'none'");
  });

  it('has one heading of the page, and none that skips a level', () => {
    expect(all('h1')).toHaveLength(1);
    const levels = elements.flatMap(({ name }) => (/^h[1-6]$/.test(name) ? [Number(name[1])] : []));
    levels.reduce((before, level) => {
      expect(level).toBeLessThanOrEqual(before + 1);
      return level;
    });
  });

  it('names every picture, table and section, or hides what others say already', () => {
    for (const svg of all('svg')) {
      const { role, 'aria-label': label, 'aria-hidden': hidden } = svg.attributes;
      expect(hidden === 'true' || (role === 'img' && (label ?? '') !== '')).toBe(true);
    }
    expect(all('table').length).toBe(all('caption').length);
    const ids = new Set(elements.flatMap(({ attributes }) => attributes.id ?? []));
    const labelled = elements.flatMap(({ attributes }) => attributes['aria-labelledby'] ?? []);
    expect(labelled.length).toBeGreaterThan(4);
    for (const id of labelled) expect(ids).toContain(id);
    expect(all('section').every(({ attributes }) => attributes['aria-labelledby'])).toBe(true);
  });

  it('tells in the name of the picture what it shows', () => {
    const label = all('svg').find(({ attributes }) => attributes.role === 'img')?.attributes[
      'aria-label'
    ];
    expect(label).toContain('docker.io/library/nginx:latest');
    expect(label).toContain('mirror https://mirror.example: stops at tls, failed');
  });

  it('says with words and shapes what it says with colours', () => {
    const outcomes = elements.filter(({ attributes }) => attributes.class?.startsWith('outcome '));
    expect(outcomes.map(({ text }) => text.trim()).join(' ')).toMatch(/✓ ok.*✕ failed/s);
  });

  it('shows every finding with its remedies, and consequences under their cause', () => {
    for (const { code, title, remedies } of document.findings) {
      expect(page).toContain(code);
      expect(page).toContain(title);
      if (code === 'DC5001') for (const { text } of remedies) expect(page).toContain(text);
    }
    expect(all('li').filter(({ attributes }) => attributes.class?.startsWith('card'))).toHaveLength(
      1,
    );
    const commands = all('pre').map(({ text }) => text);
    expect(commands).toEqual([`dockcfg apply --ca 'mirror.example=/tmp/it'\\''s.pem'`]);
  });

  it('shows the certificates and what was masked', () => {
    for (const text of ['mirror.example', 'CN=Corp Root', 'AA:BB', '2027-01-01']) {
      expect(page).toContain(text);
    }
    expect(page).toContain('/etc/docker/daemon.json:4');
    expect(page).toContain('environment of docker.service: HTTPS_PROXY');
  });

  it('shows hostile texts as texts', () => {
    expect(page).toContain('x509: &lt;b&gt;unknown&lt;/b&gt; authority');
    expect(page).toContain('CN=Corp Root &lt;root@corp.example&gt;');
    expect(page).not.toContain('\u001b');
  });

  it.each(['healthy', 'degraded', 'unknown'] as const)(
    'can be %s with nothing found',
    (verdict) => {
      const quiet = render({ ...document, verdict, findings: [], routes: [], masked: [] });
      expect(() => elementsOf(quiet)).not.toThrow();
      expect(quiet).toContain('No findings.');
      expect(quiet).toContain('Nothing had to be masked.');
    },
  );
});

describe('markup', () => {
  it('escapes every text, in content and in attributes', () => {
    const hostile = `"'><script>&\u0007`;
    expect(html`<a title="${hostile}">${hostile}</a>`.toString()).toBe(
      '<a title="&quot;&#39;&gt;&lt;script&gt;&amp;\\x07">&quot;&#39;&gt;&lt;script&gt;&amp;\\x07</a>',
    );
  });

  it('takes markup, lists and nothing as they are', () => {
    expect(html`${[html`<b>${1}</b>`, null, 'x']}${new Markup('<i>')}`.toString()).toBe(
      '<b>1</b>x<i>',
    );
  });
});
