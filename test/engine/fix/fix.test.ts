import { describe, expect, it } from 'vitest';
import type { DesiredState } from '../../../src/domain/desired.ts';
import type { HostFacts } from '../../../src/domain/facts.ts';
import type { Deed, Remedy, Risk } from '../../../src/domain/finding.ts';
import type { Plan } from '../../../src/domain/plan.ts';
import { verbatim } from '../../../src/domain/said.ts';
import type { Diagnosis, PlacedFinding } from '../../../src/engine/doctor/diagnosis.ts';
import { choicesFor, isAccepted } from '../../../src/engine/fix/choose.ts';
import { type FixContext, type Fixed, fix } from '../../../src/engine/fix/fix.ts';
import type { Transacted } from '../../../src/engine/transact/context.ts';
import { rootAuthority } from '../../world/certificates/authority.ts';
import { hostOf, type Tree, treeAfter } from '../host.ts';
import { exactly, merge, registries } from '../plan/host.ts';

interface Wish {
  readonly desired?: DesiredState;
  readonly deeds?: readonly Deed[];
  readonly risk?: Risk;
}

function finding(
  code: string,
  wish: Wish | null,
  more: Partial<PlacedFinding> = {},
): PlacedFinding {
  const said = verbatim(code);
  const remedy: Remedy =
    wish === null
      ? { kind: 'ask', text: said, risk: 'safe' }
      : { kind: 'dockcfg', text: said, command: ['dockcfg'], risk: 'safe', desired: {}, ...wish };
  return {
    code,
    severity: 'error',
    subject: 'host',
    title: said,
    text: said,
    seen: [],
    causedBy: null,
    rootCause: true,
    remedies: [remedy],
    places: [],
    ...more,
  };
}

const mirror = (url: string): Wish => ({ desired: { 'registry-mirrors': merge<never>([url]) } });
const insecure = (host: string): Wish => ({
  desired: { 'insecure-registries': merge<never>([host]) },
  risk: 'loosens-security',
});

/** A host on which carrying a plan out is all there is, and whose findings a function tells. */
async function play(
  found: (tree: Tree) => readonly PlacedFinding[],
  context: Partial<FixContext> & { readonly outcome?: Partial<Transacted> } = {},
): Promise<{ fixed: Fixed; tree: Tree; plans: readonly Plan[] }> {
  let tree: Tree = { '/etc/docker/daemon.json': '{}' };
  const plans: Plan[] = [];
  const examine = async () => {
    const facts: HostFacts = await hostOf(tree);
    return { facts, diagnosis: { findings: found(tree) } as Diagnosis };
  };
  const fixed = await fix(await examine(), {
    options: { restart: 'auto', allowUnsupported: false },
    accepts: [],
    ask: async () => false,
    confirm: async () => true,
    carryOut: async (plan) => {
      plans.push(plan);
      const files = plan.changes.filter((change) => change.kind === 'file');
      if (!context.outcome) tree = treeAfter(tree, files);
      const done = { exit: 'done', transaction: `t${plans.length}`, ...context.outcome };
      return done as Transacted;
    },
    examine,
    ...context,
  });
  return { fixed, tree, plans };
}

const textOf = (tree: Tree) => JSON.stringify(tree['/etc/docker/daemon.json']);
const codesOf = (choices: Fixed['done']) => choices.map((choice) => choice.finding.code);
const leftOf = ({ left }: Fixed) => left.map(({ choice }) => choice.finding.code);

describe('what is chosen', () => {
  it('is one remedy for each root cause, in the order of the findings', () => {
    const findings = [
      finding('DC1', mirror('https://a')),
      finding('DC2', mirror('https://b'), { rootCause: false }),
      finding('DC3', mirror('https://c'), { severity: 'notice' }),
      finding('DC4', null),
      finding('DC5', mirror('https://d')),
    ];
    expect(choicesFor(findings).map((choice) => choice.finding.code)).toEqual(['DC1', 'DC5']);
  });

  it('needs an agreement by name where it loosens security', () => {
    const [choice] = choicesFor([finding('DC2017', insecure('h:5000'), { subject: 'h:5000' })]);
    const asks = { code: 'DC2017', subject: 'h:5000', fingerprints: [] };
    expect(choice?.asks).toEqual(asks);
    expect(isAccepted(asks, [{ code: 'DC2017', subject: 'h:5000' }])).toBe(true);
    expect(isAccepted(asks, [{ code: 'DC2017', subject: 'h' }])).toBe(false);
    expect(isAccepted(asks, [{ code: 'DC2001', subject: 'h:5000' }])).toBe(false);
    expect(isAccepted(asks, [])).toBe(false);
  });

  it('needs the fingerprint where a server showed the certificate; its name is not enough', () => {
    const { pem } = rootAuthority('Shown Root');
    const wish: Wish = { desired: registries({ h: { ca: pem } }), risk: 'loosens-security' };
    const [choice] = choicesFor([finding('DC2001', wish, { subject: 'h' })]);
    const [fingerprint = ''] = choice?.asks?.fingerprints ?? [];
    expect(fingerprint).toMatch(/^([\dA-F]{2}:){31}[\dA-F]{2}$/);
    const given = (code: string | null, subject: string) =>
      choice?.asks && isAccepted(choice.asks, [{ code, subject }]);
    expect(given('DC2001', 'h')).toBe(false);
    expect(given('DC2001', fingerprint)).toBe(true);
    expect(given(null, `sha256:${fingerprint.replaceAll(':', '').toLowerCase()}`)).toBe(true);
    expect(given('DC2002', fingerprint)).toBe(false);
  });
});

describe('a fix', () => {
  it('puts everything that fits together into one transaction', async () => {
    const { fixed, plans, tree } = await play(
      (now) =>
        textOf(now)?.includes('https://a')
          ? []
          : [finding('DC1', mirror('https://a')), finding('DC2', insecure('h:1'))],
      { accepts: [{ code: 'DC2', subject: 'host' }] },
    );
    expect(plans).toHaveLength(1);
    expect(codesOf(fixed.done)).toEqual(['DC1', 'DC2']);
    expect(textOf(tree)).toContain('h:1');
    expect(fixed).toMatchObject({ transactions: ['t1'], left: [], failed: null });
  });

  it('looks again, and repairs what only showed then', async () => {
    const { fixed } = await play((now) => {
      const text = textOf(now) ?? '';
      if (!text.includes('https://a')) return [finding('DC1', mirror('https://a'))];
      return text.includes('https://b') ? [] : [finding('DC2', mirror('https://b'))];
    });
    expect(codesOf(fixed.done)).toEqual(['DC1', 'DC2']);
    expect(fixed.transactions).toEqual(['t1', 't2']);
  });

  it('says what did not help, and does it only once', async () => {
    const { fixed, plans } = await play(() => [finding('DC1', mirror('https://a'))]);
    expect(plans).toHaveLength(1);
    expect(leftOf(fixed)).toEqual(['DC1']);
    expect(fixed.left[0]?.why.en).toContain('did not help');
  });

  it('takes the first of two that contradict each other, and says so of the second', async () => {
    const wish = (values: string[]): Wish => ({
      desired: { 'registry-mirrors': exactly<never>(...values) },
    });
    const removal: Wish = { desired: { 'registry-mirrors': merge<never>([], ['https://a']) } };
    const { fixed } = await play(
      () => [finding('DC1', wish(['https://a'])), finding('DC2', removal)],
      {
        confirm: async (_plan, choices) => {
          expect(codesOf(choices)).toEqual(['DC1']);
          return false;
        },
      },
    );
    expect(fixed.left.map(({ why }) => why.en).join()).toContain('registry-mirrors');
  });

  it('leaves what loosens security when nobody agrees, and does the rest', async () => {
    const { fixed, tree } = await play((now) => [
      finding('DC2', insecure('h:1')),
      ...(textOf(now)?.includes('https://a') ? [] : [finding('DC1', mirror('https://a'))]),
    ]);
    expect(codesOf(fixed.done)).toEqual(['DC1']);
    expect(textOf(tree)).not.toContain('h:1');
    expect(fixed.left[0]?.why.en).toContain('--accept DC2=host');
  });

  it('asks for an agreement where somebody is there', async () => {
    const { fixed } = await play(
      (now) => (textOf(now)?.includes('h:1') ? [] : [finding('DC2', insecure('h:1'))]),
      { ask: async (_choice, consent) => consent.subject === 'host' },
    );
    expect(codesOf(fixed.done)).toEqual(['DC2']);
  });

  it('does nothing without a yes', async () => {
    const { fixed, plans } = await play(() => [finding('DC1', mirror('https://a'))], {
      confirm: async () => false,
    });
    expect(plans).toEqual([]);
    expect(fixed.left[0]?.why.en).toContain('--yes');
  });

  it('ends where a transaction was put back', async () => {
    const { fixed, plans } = await play(() => [finding('DC1', mirror('https://a'))], {
      outcome: { exit: 'putBack' },
    });
    expect(plans).toHaveLength(1);
    expect(fixed).toMatchObject({ done: [], failed: { exit: 'putBack' } });
  });

  it('leaves what this engine cannot do, with its reason', async () => {
    const fork: Wish = { desired: { 'add-registries': merge<never>(['quay.io']) } };
    const { fixed, plans } = await play(() => [finding('DC1', fork)]);
    expect(plans).toEqual([]);
    expect(fixed.left[0]?.why.en).toContain('add-registries');
  });
});
