/** Hosts from the field: what a wish for everything makes of them, and what it leaves alone. */
import { describe, expect, it } from 'vitest';
import type { DesiredState } from '../../../src/domain/desired.ts';
import { exportAs } from '../../../src/engine/export/export.ts';
import { makePlan } from '../../../src/engine/plan/plan.ts';
import { show } from '../../../src/engine/show/show.ts';
import { parseProfile, resolveProfile } from '../../../src/formats/profile.ts';
import { rootAuthority } from '../../world/certificates/authority.ts';
import { engine, hostOf, type Tree, textIn } from '../host.ts';
import { merge, planOn, proxy, registries } from '../plan/host.ts';
import { type FieldHost, fieldHosts } from './hosts.ts';

const authority = rootAuthority('corporate').pem;
const wish: DesiredState = {
  'registry-mirrors': { kind: 'exactly', values: ['https://mirror.new.example' as never] },
  'insecure-registries': merge(['10.9.0.5:5000']),
  proxies: { 'https-proxy': proxy('http://proxy.new.example:3128'), 'no-proxy': 'localhost,.new' },
  ...registries({ 'harbor.example:8443': { ca: authority } }),
};
const optionsOf = ({ options = engine('28.5.2') }: FieldHost) => options;

const applied = fieldHosts.filter(({ refused }) => refused === undefined);
const refused = fieldHosts.filter((host) => host.refused !== undefined);

describe('a host from the field', () => {
  it.each(applied)('becomes as wished, once: $what', async (host) => {
    const options = optionsOf(host);
    const { after } = await planOn(host.tree, wish, options);
    expect((await planOn(after, wish, options)).plan.changes).toEqual([]);
    const { settings, problems } = show(await hostOf(after, options));
    expect(problems).toEqual([]);
    const rows = settings.filter(({ state }) => state !== 'ignored');
    const values = Object.fromEntries(rows.map(({ key, value }) => [key, value]));
    const isFolder = host.options?.engineOverride?.store === 'containerd';
    expect(values).toMatchObject({
      'insecure-registries': expect.arrayContaining(['10.9.0.5:5000']),
      'https-proxy': 'http://proxy.new.example:3128',
      'no-proxy': 'localhost,.new',
      ...(isFolder ? {} : { 'registry-mirrors': ['https://mirror.new.example'] }),
    });
    expect(values['registries.harbor.example:8443.ca'] ?? Object.keys(values)).toBe(authority);
    expect(rows.filter(({ conflict }) => conflict)).toEqual([]);
  });

  it.each(applied)('keeps every line that was not meant: $what', async (host) => {
    const { after } = await planOn(host.tree, wish, optionsOf(host));
    expect(lostLines(host.tree, after)).toEqual([]);
  });

  it.each(refused)('is not touched before somebody decides: $what', async (host) => {
    await expect(planOn(host.tree, wish, optionsOf(host))).rejects.toMatchObject({
      exit: 'needsDecision',
      message: expect.stringMatching(host.refused ?? /^/),
    });
  });

  it.each(fieldHosts)('is shown without its secrets: $what', async (host) => {
    const shown = JSON.stringify(show(await hostOf(host.tree, optionsOf(host))));
    expect(shown).not.toContain('hunter2');
  });

  it.each(applied)('adopts its own export, before and after: $what', async (host) => {
    const options = optionsOf(host);
    const { after } = await planOn(host.tree, wish, options);
    for (const tree of [host.tree, after]) {
      const facts = await hostOf(tree, options);
      const desired = resolveProfile(parseProfile(exportAs(facts, 'profile'), 'p'), new Map());
      const plan = makePlan(desired, facts, { restart: 'auto', allowUnsupported: false });
      expect(plan.changes).toEqual([]);
    }
  });
});

/** What a wish is about may go from a line, and with it the line; of a file on one line it is all. */
const about =
  /^\s*\{.*\}\s*$|capabilities|skip_verify|host\.|mirror|insecure|proxy|ExecStart|^\s*[[\]{},]*\s*$|"https?:|"\d+\.\d+/i;

/** Lines that nothing wished for explains to be gone, or to stand in another order. */
function lostLines(before: Tree, after: Tree): readonly string[] {
  return Object.keys(before).flatMap((path) => {
    const kept = (textIn(after, path) ?? '').split('\n').map(bare);
    let at = 0;
    return (textIn(before, path) ?? '').split('\n').flatMap((line) => {
      const found = kept.indexOf(bare(line), at);
      if (found >= 0) at = found;
      return found >= 0 || about.test(line) ? [] : [`${path}: ${line}`];
    });
  });
}

/** A comma behind a member comes and goes with its neighbour. */
function bare(line: string): string {
  return line.replace(/,?\r?$/, '');
}
