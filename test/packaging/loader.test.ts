import { createRequire } from 'node:module';
import { describe, expect, it } from 'vitest';
import { makeLoader } from '../../packaging/loader.ts';

const nodeRequire = createRequire(import.meta.url);

/** A loader over texts, and the names of Node's modules that it has really required. */
function loaderOf(parts: { readonly [part: string]: string }, compiled: Buffer | null = null) {
  const required: string[] = [];
  const read: string[] = [];
  const loader = makeLoader(
    {
      home: '/nowhere',
      text: (part) => {
        read.push(part);
        return `(function (exports, require, module, __dirname) {${parts[part]}\n})`;
      },
      compiled: () => compiled,
    },
    (name) => {
      required.push(name);
      return nodeRequire(name);
    },
  );
  return { ...loader, required, read };
}

describe('the loader', () => {
  it("loads Node's costly modules when they are used, not when they are asked for", () => {
    const { load, required } = loaderOf({
      main: `const net = require('node:net'); exports.isIP = (text) => net.isIP(text);`,
    });
    const { isIP } = load<{ isIP(text: string): number }>('main');
    expect(required).toEqual([]);
    expect([isIP('::1'), isIP('x')]).toEqual([6, 0]);
    expect(required).toEqual(['node:net']);
  });

  it('hands out whole modules where somebody wants all of their names', () => {
    const { load } = loaderOf({
      main: `exports.names = Object.keys({ ...require('node:net') }); exports.has = 'isIP' in require('node:net');`,
    });
    const { names, has } = load<{ names: string[]; has: boolean }>('main');
    expect(names).toEqual(Object.keys(nodeRequire('node:net')));
    expect(has).toBe(true);
  });

  it('loads a part once, and gives it to those who ask for it', () => {
    const { load, read } = loaderOf({
      main: `exports.tar = require('part:tar'); exports.again = require('part:tar');`,
      tar: `exports.pack = () => 'packed';`,
    });
    const main = load<{ tar: { pack(): string }; again: unknown }>('main');
    expect(main.tar.pack()).toBe('packed');
    expect(main.again).toBe(main.tar);
    expect(load('main')).toBe(main);
    expect(read).toEqual(['main', 'tar']);
  });

  it('reads a part that few runs use only when one does', () => {
    const { load, read } = loaderOf({
      main: `const yaml = require('part:yaml'); exports.parse = () => yaml.parse();`,
      yaml: `exports.parse = () => 'parsed';`,
    });
    const { parse } = load<{ parse(): string }>('main');
    expect(read).toEqual(['main']);
    expect(parse()).toBe('parsed');
  });

  it('compiles the text where the compiled form is none for this Node', () => {
    const { load, scripts } = loaderOf({ main: 'exports.one = 1;' }, Buffer.from('of another V8'));
    expect(load('main')).toEqual({ one: 1 });
    expect(scripts.get('main')?.cachedDataRejected).toBe(true);
  });
});
