import { describe, expect, it } from 'vitest';
import { verbatim } from '../../../src/domain/said.ts';
import type { Diagnosis, PlacedFinding } from '../../../src/engine/doctor/diagnosis.ts';
import { type Selection, select } from '../../../src/engine/doctor/select.ts';

const image = 'docker.io/library/nginx:latest';

function finding(code: string, more: Partial<PlacedFinding> = {}): PlacedFinding {
  const said = verbatim(code);
  return {
    code,
    severity: 'error',
    subject: 'harbor.example:8443',
    title: said,
    text: said,
    seen: [],
    causedBy: null,
    rootCause: true,
    remedies: [{ kind: 'ask', text: said, risk: 'safe' }],
    places: [{ image, endpoint: 'https://e', stage: 'tls' }],
    ...more,
  };
}

function diagnosisOf(findings: readonly PlacedFinding[], outcome = 'failed'): Diagnosis {
  const route = {
    route: { reference: { canonical: image } },
    hasImage: true,
    walks: [],
    prediction: { outcome },
  };
  return {
    elapsedMs: 1,
    evidence: { routes: [route] } as never,
    checks: [...new Set(findings.map(({ code }) => code)), 'DC1001'].map((code) => ({
      code,
      state: code === 'DC1001' ? 'passed' : 'found',
      trouble: null,
    })),
    findings,
    verdict: 'broken',
  };
}

const nothing: Selection = { only: [], ignore: [] };
const ignoring = (code: string, subject: string | null = null): Selection => ({
  only: [],
  ignore: [{ code, subject }],
});
const codes = ({ findings }: Diagnosis) => findings.map(({ code }) => code);

describe('leaving findings out', () => {
  it('changes nothing where nothing is asked for', () => {
    const diagnosis = diagnosisOf([finding('DC2001')]);
    expect(select(diagnosis, nothing)).toBe(diagnosis);
  });

  it('takes what follows from an ignored cause with it', () => {
    const cause = finding('DC2003');
    const effect = finding('DC2001', { rootCause: false, causedBy: 'DC2003 harbor.example:8443' });
    const selected = select(diagnosisOf([cause, effect]), ignoring('DC2003'));
    expect(codes(selected)).toEqual([]);
    expect(selected.verdict).toBe('healthy');
  });

  it.each([
    ['*.example:8443', 0],
    ['harbor.example:????', 0],
    ['HARBOR.*', 0],
    ['harbor.example', 1],
    ['harborXexample:8443', 1],
    ['*.example', 1],
    ['', 1],
  ])('matches %j against the whole subject', (pattern, left) => {
    const selected = select(diagnosisOf([finding('DC2001')]), ignoring('DC2001', pattern));
    expect(selected.findings).toHaveLength(left);
  });

  it('keeps the pull broken that something else explains, or nothing', () => {
    const other = finding('DC4001', { subject: 'other' });
    const both = select(diagnosisOf([finding('DC2001'), other]), ignoring('DC2001'));
    expect(both.verdict).toBe('broken');
    const unexplained = finding('DC6005', { severity: 'warning', places: [] });
    expect(select(diagnosisOf([unexplained]), ignoring('DC6005')).verdict).toBe('broken');
  });

  it('tells only of what was asked for, as a cause of its own', () => {
    const cause = finding('DC2003');
    const effect = finding('DC2001', { rootCause: false, causedBy: 'DC2003 harbor.example:8443' });
    const selected = select(diagnosisOf([cause, effect]), { only: ['DC2001'], ignore: [] });
    expect(selected.findings).toMatchObject([{ code: 'DC2001', rootCause: true, causedBy: null }]);
    expect(selected.verdict).toBe('broken');
    expect(selected.checks).toEqual([
      { code: 'DC2003', state: 'skipped', trouble: null },
      { code: 'DC2001', state: 'found', trouble: null },
      { code: 'DC1001', state: 'skipped', trouble: null },
    ]);
  });

  it('is healthy when only another thing is wrong', () => {
    const selected = select(diagnosisOf([finding('DC2001')]), { only: ['DC2023'], ignore: [] });
    expect(selected).toMatchObject({ findings: [], verdict: 'healthy' });
  });
});
