/** Whatever the documentation names exists: commands, flags, variables, keys, codes. */

import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parse as parseYaml } from 'yaml';
import { checks } from '../../src/checks/index.ts';
import { engineKeys, ignoredNames, refusedNames } from '../../src/domain/engine-keys.ts';
import { fieldTable } from '../../src/domain/field-table.ts';
import { proxyNames } from '../../src/domain/key-check.ts';
import { parseProfile } from '../../src/formats/profile.ts';
import { optionsOf } from '../../src/ui/cli/command.ts';
import { commands } from '../../src/ui/cli/commands.ts';
import { variableOf } from '../../src/ui/cli/option.ts';
import { readOptions } from '../../src/ui/cli/options.ts';
import { parse } from '../../src/ui/cli/parse.ts';
import { commandLines, simpleCommands } from './command-lines.ts';
import { documentation, type MarkdownFile } from './markdown-file.ts';

const files = documentation();
const codes = new Set(checks.map(({ code }) => code));
const options = new Set(commands.flatMap((spec) => [...optionsOf(spec).keys()]));
options.add('help').add('version');

/** Flags of the engine, and of other programs that pages mention. */
const foreign = new Set([
  ...engineKeys.flatMap(({ key, flag }) => (flag === null ? [] : [flag ?? key])),
  ...['http-proxy', 'https-proxy', 'no-proxy', 'validate', 'config-file', 'env-file', 'plan'],
  ...[
    'privileged',
    'strip-components',
    'prune',
    'all',
    'store',
    'limit',
    'purge',
    'seed',
    'global',
  ],
]);

/** Names that stand, or could be thought to stand, in a profile or in daemon.json. */
const keys = new Set<string>([
  ...engineKeys.flatMap(({ key, flag }) => [key, flag ?? key]),
  ...ignoredNames.map(({ name }) => name),
  ...refusedNames,
  ...Object.keys(fieldTable),
  ...proxyNames,
  ...['password-file', 'client-cert', 'client-key'],
]);

/** A usage, or a command, as a page mentions it in a sentence. */
function mentioned({ codes: inline }: MarkdownFile): readonly (readonly string[])[] {
  return (
    inline
      .filter((text) => /^(sudo )?dockcfg [a-z]/.test(text))
      .map((text) => simpleCommands(text.replaceAll('|', '/'))[0]?.words ?? [])
      .map((words) => words.slice(words.indexOf('dockcfg') + 1))
      // What stands in brackets may be left out.
      .map((words) => words.filter((word) => !word.startsWith('[')))
  );
}

describe.each(files.map((file) => [file.path, file] as const))('%s', (path, file) => {
  test('every dockcfg command in a block is one that dockcfg understands', () => {
    for (const { argv, text } of commandLines(file)) {
      expect(complaint(argv, { values: true }), `${path}: ${text}`).toBeNull();
    }
  });

  test('every dockcfg command in a sentence is, too', () => {
    for (const argv of mentioned(file)) {
      expect(complaint(argv, { values: false }), `${path}: ${argv.join(' ')}`).toBeNull();
    }
  });

  test('every flag and variable exists', () => {
    const scripts = file.codes.filter((text) => isScript(text));
    const ours = file.codes.filter((text) => !isScript(text));
    expect(ours.flatMap(flagsIn).filter((name) => !isFlag(name))).toEqual([]);
    expect(scripts.filter((text) => !flagsIn(text).every(isFlagOfScript(text)))).toEqual([]);
    const variables = file.codes.flatMap((text) => text.match(/\bDOCKCFG_[A-Z_]+/g) ?? []);
    expect(variables.filter((name) => !isVariable(name))).toEqual([]);
  });

  test('every key exists, for the engine or for a profile', () => {
    const words = file.codes.filter((text) => /^[a-z0-9]+(-[a-z0-9]+)+$/.test(text));
    const unknown = words.filter((word) => !keys.has(word) && !word.startsWith('dockcfg-'));
    expect(unknown).toEqual([]);
  });

  test('every code of a finding exists', () => {
    const text = [...file.codes, ...file.fences.map((fence) => fence.text)].join('\n');
    const named = text.match(/\bDC\d{4}\b/g) ?? [];
    expect(named.filter((code) => !codes.has(code))).toEqual([]);
  });

  test('a finding that is shown has the title it has', () => {
    const language = path.includes('zh-CN') ? 'zh-CN' : 'en';
    for (const { text } of file.fences) {
      for (const [, code, below] of text.matchAll(/^\d+\. \S+ (DC\d{4}) .*\n +(.*)$/gm)) {
        const title = checks.find((check) => check.code === code)?.title[language] ?? '';
        expect(title, `${path}: ${code}`).toContain(below);
      }
    }
  });

  test('every profile is a good one', () => {
    for (const { language, text, line } of file.fences) {
      if (language !== 'json5') continue;
      expect(() => parseProfile(text, `${path}:${line}`)).not.toThrow();
    }
  });

  test('every YAML block is YAML, and what it has cloud-init write and run is right', () => {
    for (const { language, text, line } of file.fences) {
      if (language !== 'yaml') continue;
      checkCloudInit(parseYaml(text), `${path}:${line}`);
    }
  });
});

function flagsIn(text: string): readonly string[] {
  const words = text.match(/(?<![\w-])--[a-z][a-z0-9-]+/g) ?? [];
  return words.map((word) => word.slice(2));
}

/** A script of the checkout: its flags are its own. */
function isScript(text: string): boolean {
  return text.startsWith('node ');
}

/** Whether the script that a command names asks `parseArgs` for a flag. */
function isFlagOfScript(command: string): (name: string) => boolean {
  const script = command.split(' ')[1] ?? '';
  const source = readFileSync(new URL(`../../${script}`, import.meta.url), 'utf8');
  return (name) => source.includes(`    ${name}: { type: '`);
}

function isFlag(name: string): boolean {
  return options.has(name) || foreign.has(name);
}

/** Variables of the lab and of the tests, beside one for every option. */
function isVariable(name: string): boolean {
  const others = /^DOCKCFG_(LAB|MATRIX|ORACLE|KILLS|OPTION)/;
  return others.test(name) || [...options].some((option) => variableOf(option) === name);
}

/** What dockcfg would say against a command line; null for nothing. */
function complaint(argv: readonly string[], { values }: { values: boolean }): string | null {
  if (argv.length === 1 && /^--(help|version)$/.test(argv[0] ?? '')) return null;
  // A command's bare name in a sentence stands for all of it.
  if (!values && commands.some(({ name }) => name === argv.join(' '))) return null;
  if (argv.at(-1) === '--help') return complaint(argv.slice(0, -1), { values: false });
  try {
    const { spec, flags } = parse(argv);
    if (values) readOptions(optionsOf(spec), flags, {});
    return null;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

interface CloudInit {
  readonly write_files?: readonly { readonly path: string; readonly content: string }[];
  readonly runcmd?: readonly (string | readonly string[])[];
}

function checkCloudInit(document: CloudInit | readonly unknown[] | null, where: string): void {
  expect(typeof document, where).toBe('object');
  if (document === null || !('write_files' in document)) return;
  for (const { path, content } of document.write_files ?? []) {
    if (path.endsWith('.json5')) expect(() => parseProfile(content, where)).not.toThrow();
  }
  for (const command of document.runcmd ?? []) {
    const words = typeof command === 'string' ? (simpleCommands(command)[0]?.words ?? []) : command;
    if (words[0] !== 'dockcfg') continue;
    expect(complaint(words.slice(1), { values: true }), `${where}: ${words.join(' ')}`).toBeNull();
  }
}
