import { describe, expect, it } from 'vitest';
import { Failure } from '../../../src/domain/failure.ts';
import { parseDuration } from '../../../src/ui/cli/duration.ts';
import { languageOf, speaksUnicode } from '../../../src/ui/cli/language.ts';
import { globalOptions, type OptionSpec, variableOf } from '../../../src/ui/cli/option.ts';
import { readOptions } from '../../../src/ui/cli/options.ts';
import { nearest } from '../../../src/ui/cli/suggest.ts';

const specs = new Map<string, OptionSpec>([
  ...Object.entries(globalOptions),
  ['mirror', { kind: 'list', metavar: 'URL' }],
]);

function read(flags: { [name: string]: string[] }, env: { [name: string]: string }) {
  return readOptions(specs, new Map(Object.entries(flags)), env);
}

describe('options', () => {
  it('take a flag before its variable', () => {
    const options = read({ root: ['/a'] }, { DOCKCFG_ROOT: '/b', DOCKCFG_ENGINE: '28.5.2' });
    expect(options.text('root')).toBe('/a');
    expect(options.text('engine')).toBe('28.5.2');
  });

  it('know where a value came from, for passwords may not come by a flag', () => {
    const options = read({ mirror: ['https://a'] }, { DOCKCFG_FORMAT: 'short' });
    expect(options.wish('mirror')).toEqual({ values: ['https://a'], source: 'flag' });
    expect(options.wish('format')).toEqual({ values: ['short'], source: 'environment' });
  });

  it('split a list in a variable at white space, and count an empty variable as absent', () => {
    const env = { DOCKCFG_MIRROR: ' https://a\n https://b ', DOCKCFG_ROOT: '' };
    const options = read({}, env);
    expect(options.wish('mirror')?.values).toEqual(['https://a', 'https://b']);
    expect(options.text('root')).toBeNull();
  });

  it.each([
    ['1', true],
    ['yes', true],
    ['TRUE', true],
    ['0', false],
    ['off', false],
    ['', false],
  ])('read DOCKCFG_JSON=%j as %s', (text, expected) => {
    expect(read({}, { DOCKCFG_JSON: text }).flag('json')).toBe(expected);
  });

  it.each([
    [{}, { DOCKCFG_JSON: 'perhaps' }, 'DOCKCFG_JSON'],
    [{ deadline: ['soon'] }, {}, '--deadline'],
    [{ lang: ['zh-cn'] }, {}, 'zh-CN'],
    [{}, { DOCKCFG_LANG: 'de' }, 'DOCKCFG_LANG'],
  ])('refuse %j with %j, naming %s', (flags, env, named) => {
    const failure = catchFailure(() => read(flags as { [name: string]: string[] }, env));
    expect(failure.exit).toBe('usage');
    expect(failure.said.en).toContain(named);
    expect(failure.said['zh-CN']).toContain(named);
  });

  it('have a variable each', () => {
    expect(variableOf('add-insecure-registry')).toBe('DOCKCFG_ADD_INSECURE_REGISTRY');
  });
});

describe('durations', () => {
  it.each([
    ['90s', 90_000],
    ['500ms', 500],
    ['1m30s', 90_000],
    ['1h', 3_600_000],
    ['2.5s', 2500],
    ['15', 15_000],
  ])('%s is %i ms', (text, ms) => {
    expect(parseDuration(text)).toBe(ms);
  });

  it.each(['', '0', '-1s', '10 minutes', '1d', '5x', '1e9', '48h'])('%j is none', (text) => {
    expect(parseDuration(text)).toBeNull();
  });
});

describe('the locale', () => {
  it.each([
    [{ LANG: 'zh_CN.UTF-8' }, 'zh-CN'],
    [{ LANG: 'en_US.UTF-8', LC_MESSAGES: 'zh_CN' }, 'zh-CN'],
    [{ LANG: 'zh_CN.UTF-8', LC_ALL: 'C' }, 'en'],
    [{ LC_ALL: '', LANG: 'zh_TW' }, 'zh-CN'],
    [{}, 'en'],
  ])('%j speaks %s', (env, language) => {
    expect(languageOf(env)).toBe(language);
  });

  it.each([
    [{ LANG: 'en_US.UTF-8' }, true],
    [{ LANG: 'C' }, false],
    [{ LANG: 'en_US.UTF-8', TERM: 'dumb' }, false],
    [{ LC_ALL: 'C.utf8' }, true],
  ])('%j draws beyond ASCII: %s', (env, expected) => {
    expect(speaksUnicode(env)).toBe(expected);
  });
});

describe('nearest', () => {
  it.each([
    ['doctr', 'doctor'],
    ['aplly', 'apply'],
    ['ad-mirror', 'add-mirror'],
    ['miror', 'mirror'],
    ['xyz', null],
    ['', null],
  ])('%j means %s', (typed, meant) => {
    expect(nearest(typed, ['doctor', 'apply', 'add-mirror', 'mirror', 'show'])).toBe(meant);
  });
});

function catchFailure(run: () => unknown): Failure {
  try {
    run();
  } catch (error) {
    if (error instanceof Failure) return error;
    throw error;
  }
  throw new Error('nothing was thrown');
}
