import { stripVTControlCharacters } from 'node:util';
import { describe, expect, it } from 'vitest';
import type { DoctorDocument } from '../../../src/domain/documents.ts';
import { doctorReports } from '../../../src/ui/reports/doctor/index.ts';
import type { FailOn } from '../../../src/ui/reports/doctor/report.ts';
import type { Style } from '../../../src/ui/text/style.ts';
import { widthOf } from '../../../src/ui/text/width.ts';
import { wordsIn } from '../../../src/ui/words/index.ts';
import { brokenDocument } from './document.ts';

const plain: Style = { columns: 80, color: false, unicode: true };

function render(
  format: keyof typeof doctorReports,
  options: Partial<{
    style: Style;
    language: 'en' | 'zh-CN';
    document: DoctorDocument;
    failOn: FailOn;
  }> = {},
): string {
  let text = '';
  const see = doctorReports[format]({
    style: options.style ?? plain,
    words: wordsIn(options.language ?? 'en'),
    failOn: options.failOn ?? 'error',
    write: (each) => {
      text += each;
    },
  });
  see({ kind: 'started', images: ['docker.io/library/nginx:latest'] });
  see({ kind: 'done', document: options.document ?? brokenDocument });
  return text;
}

describe('the report for people', () => {
  it('does not send anybody to a finding that there is not', () => {
    const text = render('human', { document: { ...brokenDocument, findings: [] } });
    expect(text).toContain('no check knows why');
    expect(text).not.toContain('the first finding');
  });

  it('draws the routes as a tree with a word for every outcome', () => {
    const text = render('human');
    expect(text).toContain('├─ mirror https://mirror.example');
    expect(text).toContain('└─ upstream https://registry-1.docker.io');
    expect(text).toMatch(/failed +tls +30 ms {2}DC5001/);
    expect(text).toContain('not tried: proxy, v2');
    expect(text).toContain('through the proxy http://user:xxxxx@proxy.example:3128');
  });

  it('draws where the time went', () => {
    const [dns = '', tcp = '', tls = ''] = render('human')
      .split('\n')
      .filter((line) => line.includes('█'));
    expect(dns.indexOf('█')).toBeLessThan(tcp.indexOf('█'));
    expect(tcp.indexOf('█')).toBeLessThan(tls.indexOf('█'));
    expect(tls.match(/█+/)?.[0].length).toBeGreaterThan(tcp.match(/█+/)?.[0].length ?? 0);
  });

  it('folds what follows under its root cause, and numbers only root causes', () => {
    const text = render('human');
    expect(text).toContain('1. error DC5001 mirror.example');
    expect(text).not.toContain('2. ');
    expect(text).toContain('Also explains: DC7001 docker.io: The mirror is never used');
  });

  it('shows a command that can be pasted', () => {
    expect(render('human')).toContain("dockcfg apply --ca 'mirror.example=/tmp/it'\\''s.pem'");
  });

  it('lets nothing from a server drive the terminal', () => {
    expect(render('human')).not.toContain('\u001b');
    expect(render('human')).toMatch(/unknown\s+\\x1b\[31mauthority/);
  });

  it('says that a crashed check is a bug', () => {
    expect(render('human')).toContain('which is a bug in dockcfg: DC7003');
  });

  it.each(['en', 'zh-CN'] as const)(
    'fits 40 columns in %s, but for what must be pasted',
    (language) => {
      const style = { ...plain, columns: 40 };
      for (const line of render('human', { style, language }).split('\n')) {
        const breakable = line.trim().includes(' ') && !/https?:|dockcfg |docker\.io|\//.test(line);
        if (breakable) expect(widthOf(line), line).toBeLessThanOrEqual(40);
      }
    },
  );

  it('uses only ASCII where nothing else can be shown', () => {
    const text = render('human', { style: { ...plain, unicode: false } });
    expect(text).toMatch(/^[\n -~]*$/);
    expect(text).toContain('|- mirror');
  });

  it('says the same with colours as without', () => {
    const colored = render('human', { style: { ...plain, color: true } });
    expect(colored).toContain('\u001b[');
    expect(stripVTControlCharacters(colored)).toBe(render('human'));
  });
});

describe('the reports for machines', () => {
  it('print the document as it is', () => {
    expect(JSON.parse(render('json'))).toEqual(brokenDocument);
  });

  it('print every event on a line of its own', () => {
    const lines = render('ndjson')
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(lines.map((event) => event.kind)).toEqual(['started', 'done']);
  });

  it('print a line per finding and the verdict', () => {
    expect(render('short').split('\n')).toEqual([
      'error DC5001 mirror.example: Nobody the engine trusts has signed this certificate',
      'warning DC7001 docker.io: The mirror is never used',
      'broken',
      '',
    ]);
  });

  it('print JUnit in which failures follow --fail-on', () => {
    const xml = render('junit');
    expect(xml).toContain('tests="5" failures="1" errors="1" skipped="1"');
    expect(xml).toContain('CN=Corp Root &lt;root@corp.example&gt;');
    expect(render('junit', { failOn: 'warning' })).toContain('failures="2"');
    expect(render('junit', { failOn: 'never' })).toContain('failures="0"');
    expect(xml).not.toContain('\u001b');
  });

  it('print Markdown that a forged text cannot break out of', () => {
    const [first] = brokenDocument.findings;
    if (!first) throw new Error('the fixture has findings');
    const finding = { ...first, seen: ['```\n# forged'], title: '<img src=x> | *bold*' };
    const text = render('markdown', { document: { ...brokenDocument, findings: [finding] } });
    expect(text).toContain('````\n```\n# forged\n````');
    expect(text).toContain('\\<img src=x\\> \\| \\*bold\\*');
  });
});

describe('no report', () => {
  const hostile = '\u001b[2J\u009b2J\u202e\u0007';
  const forged: DoctorDocument = {
    ...brokenDocument,
    routes: brokenDocument.routes.map((route) => ({
      ...route,
      image: route.image + hostile,
      endpoints: route.endpoints.map((endpoint) => ({ ...endpoint, url: endpoint.url + hostile })),
      prediction: { outcome: 'failed', servedBy: null, error: hostile },
    })),
    findings: brokenDocument.findings.map((finding) => ({
      ...finding,
      subject: hostile,
      title: hostile,
      text: hostile,
      seen: [hostile],
      remedies: [{ kind: 'command', text: hostile, command: [hostile], risk: 'safe' }],
    })),
  };

  it.each(Object.keys(doctorReports) as (keyof typeof doctorReports)[])(
    'lets what a server sent act on a terminal: %s',
    (format) => {
      expect(render(format, { document: forged })).not.toMatch(/(?!\n)[\p{Cc}\p{Bidi_Control}]/u);
    },
  );

  it('that a program reads loses a character of it', () => {
    expect(JSON.parse(render('json', { document: forged }))).toEqual(forged);
  });
});

describe('what only some runs have', () => {
  const [route] = brokenDocument.routes;
  if (!route) throw new Error('the fixture has a route');
  const pull = {
    outcome: 'pulled',
    error: null,
    ms: 2_340,
    fresh: true,
    asPredicted: true,
  } as const;
  const withPull = (more: Partial<NonNullable<typeof route.pull>>): DoctorDocument => ({
    ...brokenDocument,
    routes: [{ ...route, pull: { ...pull, ...more } }],
  });

  it.each([
    [{}, 'The engine pulled docker.io/library/nginx:latest in 2.3 s, as predicted.'],
    [{ fresh: false }, 'already had docker.io/library/nginx:latest'],
    [
      { outcome: 'failed', error: 'x509: bad', asPredicted: false },
      'x509: bad, which is not what was predicted',
    ],
    [
      { outcome: 'unknown', error: 'ENOENT', asPredicted: null },
      'could not see whether the engine can pull docker.io/library/nginx:latest (ENOENT).',
    ],
  ] as const)('tells what the engine did: %j', (more, text) => {
    const oneLine = (shown: string) => shown.replace(/\s+/g, ' ');
    const document = withPull(more);
    for (const format of ['human', 'markdown', 'html'] as const) {
      const shown = oneLine(render(format, { document })).replaceAll('\\', '');
      expect(shown, format).toContain(text);
    }
  });

  it('tells what an error can stand for, what was found first', () => {
    const document: DoctorDocument = {
      ...brokenDocument,
      suspicions: [
        { code: 'DC2003', title: 'Elsewhere', state: 'excluded', subjects: [] },
        { code: 'DC5001', title: 'Here', state: 'found', subjects: ['mirror.example'] },
      ],
    };
    const text = render('human', { document });
    expect(text.indexOf('found: DC5001 Here')).toBeLessThan(text.indexOf('ruled out: DC2003'));
    expect(render('html', { document })).toContain('ruled out: DC2003 Elsewhere');
    expect(render('human', { document, language: 'zh-CN' })).toContain('已排除：DC2003');
  });

  it('tells what was repaired, and what was not and why', () => {
    const fixed = {
      applied: true,
      transaction: 't',
      transactions: ['t'],
      codes: ['DC5001'],
      left: [{ code: 'DC7001', subject: 'docker.io', why: 'Nobody agreed.' }],
    };
    const document = { ...brokenDocument, fixed };
    for (const format of ['human', 'short', 'markdown', 'html'] as const) {
      const text = render(format, { document });
      expect(text, format).toContain('Repaired: DC5001');
      expect(text, format).toContain('Nobody agreed.');
    }
    const nothing = { ...fixed, applied: false, codes: [], left: [] };
    expect(render('short', { document: { ...brokenDocument, fixed: nothing } })).toContain(
      'nothing that dockcfg can repair',
    );
  });
});
