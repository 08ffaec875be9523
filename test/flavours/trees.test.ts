import { describe, expect, it } from 'vitest';
import type { DesiredState } from '../../src/domain/desired.ts';
import type { FileChange } from '../../src/domain/plan.ts';
import { hostOf } from '../engine/host.ts';
import { exactly, merge, pem, planOn, proxy, registries } from '../engine/plan/host.ts';
import { modelledHosts } from './trees.ts';

/** What an operator most often wants, all at once. */
const wish: DesiredState = {
  'registry-mirrors': exactly('https://mirror.example'),
  'insecure-registries': merge(['10.0.0.5:5000']),
  proxies: {
    'https-proxy': proxy('http://ada:s%2F%25cret@proxy.example:3128'),
    'no-proxy': 'localhost,.corp.example',
  },
  ...registries({ 'harbor.example:8443': { ca: pem('corp') } }),
};

const gone: DesiredState = {
  'registry-mirrors': null,
  'insecure-registries': merge([], ['10.0.0.5:5000']),
  proxies: null,
  ...registries({ 'harbor.example:8443': null }),
};

describe.each(modelledHosts)('a host of the kind $flavour', (host) => {
  const { flavour, tree, options = {} } = host;

  it('gets each setting where its service reads it', async () => {
    expect((await hostOf(tree, options)).flavour).toBe(flavour);
    const { plan, files } = await planOn(tree, wish, options);
    const text = [...files.map(shown), ...plan.warnings.map(({ en }) => `warning: ${en}\n`)];
    await expect(text.join('\n')).toMatchFileSnapshot(`golden/${flavour}.txt`);
  });

  it('is left alone by the same wish a second time, and shows what it was given', async () => {
    const { after } = await planOn(tree, wish, options);
    expect((await planOn(after, wish, options)).plan.changes).toEqual([]);
  });

  it('has its own bytes again when all of it is taken back', async () => {
    const given = await planOn(tree, wish, options);
    const { after } = await planOn(given.after, gone, options);
    for (const [path, text] of Object.entries(tree)) {
      if (JSON.stringify(after[path]) === JSON.stringify(text)) continue;
      expect(after[path], path).toMatchObject({ text });
    }
  });
});

function shown({ path, before, after }: FileChange): string {
  if (after.kind === 'absent') return `--- ${path} removed\n`;
  const { mode, uid, bytes } = after;
  const how = before.kind === 'absent' ? 'new' : 'edited';
  const head = `--- ${path} ${how}, mode ${mode.toString(8)}, owner ${uid}`;
  return `${head}\n${new TextDecoder().decode(bytes)}`;
}
