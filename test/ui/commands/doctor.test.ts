import { describe, expect, it } from 'vitest';
import type { DoctorDocument } from '../../../src/domain/documents.ts';
import { Options } from '../../../src/ui/cli/options.ts';
import { exitOf } from '../../../src/ui/commands/doctor.ts';
import { targetsOf } from '../../../src/ui/commands/doctor-targets.ts';
import { brokenDocument } from '../reports/document.ts';

const noOptions = new Options(new Map());

describe('a bare argument of doctor', () => {
  it.each([
    'harbor.example',
    'harbor.example:8443',
    '10.0.0.5:5000',
    'registry:5000',
    'localhost',
    '[::1]:5000',
    'reg:443',
  ])('%s is a host', (text) => {
    expect(targetsOf({ operands: [text], options: noOptions })).toEqual({
      images: [],
      hosts: [text],
    });
  });

  it.each([
    'nginx',
    'nginx:1.27',
    'redis:7',
    'library/nginx',
    'harbor.example/app',
    'harbor.example:8443/app:1',
    'nginx@sha256:abc',
    'postgres:16',
  ])('%s is an image', (text) => {
    expect(targetsOf({ operands: [text], options: noOptions })).toEqual({
      images: [text],
      hosts: [],
    });
  });

  it('is what --image and --host say it is', () => {
    const options = new Options(
      new Map([
        ['image', { values: ['my.image'], source: 'flag' as const }],
        ['host', { values: ['harbor'], source: 'flag' as const }],
      ]),
    );
    expect(targetsOf({ operands: [], options })).toEqual({
      images: ['my.image'],
      hosts: ['harbor'],
    });
  });
});

describe('the exit code of doctor', () => {
  const withSeverities = (...severities: ('error' | 'warning' | 'notice')[]): DoctorDocument => {
    const [finding] = brokenDocument.findings;
    if (!finding) throw new Error('the fixture has findings');
    const findings = severities.map((severity) => ({ ...finding, severity }));
    return { ...brokenDocument, verdict: 'degraded', findings };
  };

  it.each([
    [['error'], 'error', 'problemsFound'],
    [['warning'], 'error', 'done'],
    [['warning'], 'warning', 'problemsFound'],
    [['notice'], 'warning', 'done'],
    [['error'], 'never', 'done'],
    [[], 'warning', 'done'],
  ] as const)('for findings %j with --fail-on %s is %s', (severities, failOn, exit) => {
    expect(exitOf(withSeverities(...severities), failOn)).toBe(exit);
  });

  it('is bad when pulls are broken, even if no check can say why', () => {
    const document = { ...withSeverities(), verdict: 'broken' as const };
    expect(exitOf(document, 'error')).toBe('problemsFound');
    expect(exitOf(document, 'never')).toBe('done');
  });

  it('is never good when too little was seen to tell', () => {
    expect(exitOf({ ...withSeverities(), verdict: 'unknown' }, 'error')).toBe('tryAgain');
  });
});
