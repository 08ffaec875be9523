import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';

const src = fileURLToPath(new URL('../../src/', import.meta.url));

interface Room {
  /** rooms it may import, besides itself */
  readonly rooms: readonly string[];
  readonly packages: readonly string[];
  /** `*` is all of node; a list of names limits what may be taken from a module */
  readonly node: '*' | { readonly [module: string]: readonly string[] };
}

/** What may be taken from node without touching the world. */
const pure = {
  'node:net': ['isIP', 'isIPv4', 'isIPv6', 'BlockList'],
  'node:url': ['domainToASCII', 'domainToUnicode'],
} as const;

const certificates = {
  'node:crypto': ['X509Certificate', 'createHash', 'createPublicKey', 'createPrivateKey'],
} as const;

/** domain ← formats ← targets; domain ← ports ← probes ← checks; all ← engine ← ui; ports ← adapters; main wires. */
const house: { readonly [room: string]: Room } = {
  domain: { rooms: [], packages: [], node: pure },
  formats: {
    rooms: ['domain'],
    packages: ['json5', 'yaml', 'smol-toml', 'valibot', '@valibot/to-json-schema', 'tar-stream'],
    node: { ...pure, ...certificates },
  },
  ports: { rooms: ['domain'], packages: [], node: {} },
  flavours: { rooms: ['domain', 'formats'], packages: [], node: {} },
  targets: { rooms: ['domain', 'formats'], packages: [], node: pure },
  probes: {
    rooms: ['domain', 'formats', 'ports'],
    packages: [],
    // A name server's answer is matched by an id nobody can guess (RFC 5452).
    node: { ...pure, 'node:crypto': [...certificates['node:crypto'], 'randomInt'] },
  },
  checks: { rooms: ['domain', 'probes'], packages: [], node: pure },
  engine: {
    rooms: ['domain', 'formats', 'ports', 'flavours', 'targets', 'probes', 'checks'],
    packages: [],
    node: {},
  },
  adapters: { rooms: ['domain', 'ports'], packages: ['execa', 'undici'], node: '*' },
  ui: {
    rooms: ['domain', 'ports', 'engine'],
    packages: [
      '@inquirer/prompts',
      '@inquirer/core',
      'listr2',
      'valibot',
      '@valibot/to-json-schema',
    ],
    node: { ...certificates, 'node:util': ['parseArgs', 'styleText', 'stripVTControlCharacters'] },
  },
};

interface Import {
  readonly file: string;
  readonly specifier: string;
  /** names taken; null for `* as`, a default, or a dynamic import */
  readonly names: readonly string[] | null;
}

/** Every import and re-export of a TypeScript text, static and dynamic. */
function importsOf(file: string, text: string): readonly Import[] {
  const statics =
    /^\s*(?:import|export)\s+(?:type\s+)?([^'";]*?)\s*from\s*['"]([^'"]+)['"]|^\s*import\s*['"]([^'"]+)['"]/gm;
  const dynamics = /\bimport\(\s*['"]([^'"]+)['"]\s*\)/g;
  return [
    ...[...text.matchAll(statics)].map(([, clause = '', from, bare]) => ({
      file,
      specifier: from ?? bare ?? '',
      names: namesOf(clause),
    })),
    ...[...text.matchAll(dynamics)].map(([, specifier = '']) => ({ file, specifier, names: null })),
  ];
}

function namesOf(clause: string): readonly string[] | null {
  const braces = /^\{([\s\S]*)\}$/.exec(clause.trim());
  if (!braces) return null;
  return (braces[1] ?? '')
    .split(',')
    .map((name) =>
      name
        .trim()
        .replace(/^type\s+/, '')
        .replace(/\s+as\s+.*$/, ''),
    )
    .filter((name) => name !== '');
}

/** Why an import is wrong, by name; null when the house allows it. */
function wrong({ file, specifier, names }: Import): string | null {
  const room = file.split('/')[0] ?? '';
  const rules = house[room];
  // Files beside the rooms (main.ts and what it loads) wire everything.
  if (!rules || !file.includes('/')) return null;
  if (specifier.startsWith('.')) return wrongRoom(file, specifier, rules);
  if (specifier.startsWith('node:')) return wrongNode({ file, specifier, names }, rules);
  const name = specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/');
  return rules.packages.includes(name) ? null : `${file} imports the package ${name}`;
}

function wrongRoom(file: string, specifier: string, rules: Room): string | null {
  const target = join(dirname(file), specifier);
  const [from, to] = [file.split('/'), target.split('/')];
  if (target.startsWith('..')) return `${file} imports ${specifier} from outside src`;
  if (from[0] !== to[0]) {
    return rules.rooms.includes(to[0] ?? '') ? null : `${file} imports ${target}`;
  }
  // An adapter is a file; what two of them share lives in a folder.
  const twoAdapters = from[0] === 'adapters' && from.length === 2 && to.length === 2;
  return twoAdapters ? `${file} imports another adapter, ${target}` : null;
}

function wrongNode({ file, specifier, names }: Import, rules: Room): string | null {
  if (rules.node === '*') return null;
  const allowed = rules.node[specifier];
  if (!allowed) return `${file} imports ${specifier}`;
  const bad = (names ?? ['everything']).filter((name) => !allowed.includes(name));
  return bad.length === 0 ? null : `${file} takes ${bad.join(', ')} from ${specifier}`;
}

function sources(): readonly Import[] {
  return readdirSync(src, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .flatMap((file) => importsOf(file, readFileSync(join(src, file), 'utf8')));
}

describe('the house', () => {
  test('no room imports what the layering table does not allow', () => {
    const found = sources();
    expect(found.length).toBeGreaterThan(50);
    expect(found.map(wrong).filter((text) => text !== null)).toEqual([]);
  });

  test('every folder of src is a room of the table', () => {
    const folders = readdirSync(src, { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map((entry) => entry.name);
    expect(folders.filter((name) => !house[name])).toEqual([]);
  });

  test.each([
    ['domain/x.ts', "import { readFile } from 'node:fs/promises';"],
    ['domain/x.ts', "import { createServer } from 'node:net';"],
    ['domain/x.ts', "import * as net from 'node:net';"],
    ['domain/x.ts', "import { parse } from '../formats/pem.ts';"],
    ['domain/x.ts', "export { parse } from '../formats/pem.ts';"],
    ['checks/dns/x.ts', "import type { Files } from '../../ports/files.ts';"],
    ['probes/x.ts', "const it = await import('../adapters/node-network.ts');"],
    ['engine/x.ts', "import { execa } from 'execa';"],
    ['engine/x.ts', "import { join } from 'node:path';"],
    ['ui/cli/x.ts', "import { createDiskJournal } from '../../adapters/disk-journal.ts';"],
    ['adapters/a.ts', "import { b } from './b.ts';"],
    ['adapters/a.ts', "import { plan } from '../engine/plan.ts';"],
    ['formats/x.ts', "import '../../outside.ts';"],
  ])('%s may not say %s', (file, text) => {
    expect(importsOf(file, text).map(wrong)).toEqual([expect.stringContaining(file)]);
  });

  test.each([
    ['domain/x.ts', "import { isIP, BlockList } from 'node:net';"],
    ['domain/x.ts', "import {\n  type A,\n  b as c,\n} from './y.ts';"],
    ['engine/x.ts', "import type { Check } from '../checks/index.ts';"],
    ['adapters/a.ts', "import { shared } from './shared/words.ts';"],
    ['main.ts', "import { x } from './adapters/a.ts';"],
  ])('%s may say %s', (file, text) => {
    expect(importsOf(file, text).map(wrong)).toEqual([null]);
  });
});
