/**
 * Starts the program out of its parts, as late as each is needed. The same code starts it from
 * files (start.ts) and inside the standalone executable (entry.ts).
 *
 * A part is one function around a CommonJS text, compiled ahead where this is the Node it was
 * compiled for (bundle.ts). V8 looks at the version and at the flags that a compiled form was made
 * with, and where they are others it compiles the text as if there was nothing else.
 */
import { Script } from 'node:vm';

/** Where parts come from. */
export interface PartStore {
  /** the folder that stands for a part's own, for what lies beside the program */
  readonly home: string;
  text(part: string): string;
  /** null where there is none for this Node; good until the next call of this store */
  compiled(part: string): Buffer | null;
}

export interface Loader {
  /** Loads a part, once. @returns what it exports */
  load<Part>(part: string): Part;
  /** what was loaded, for packaging to compile it ahead */
  readonly scripts: ReadonlyMap<string, Script>;
}

type Exports = { readonly [name: PropertyKey]: unknown };
type Require = (name: string) => unknown;
type Body = (exports: object, require: Require, module: object, home: string) => void;

/** How a part asks for another one. */
const partPrefix = 'part:';

/** Node's own modules that cost too much for a run which may never use them. */
const heavy = new Set(
  [
    'child_process',
    'crypto',
    'dgram',
    'fs/promises',
    'http',
    'net',
    'os',
    'readline',
    'timers/promises',
    'tls',
    'url',
  ].map((name) => `node:${name}`),
);

export function makeLoader(store: PartStore, nodeRequire: Require): Loader {
  const scripts = new Map<string, Script>();
  const loaded = new Map<string, Exports>();
  const required = new Map<string, unknown>();

  function load(part: string): Exports {
    const before = loaded.get(part);
    if (before) return before;
    const text = store.text(part);
    const cachedData = store.compiled(part);
    const script = new Script(text, {
      filename: `${store.home}/${part}.cjs`,
      ...(cachedData && { cachedData }),
    });
    const module = { exports: {} };
    const body: Body = script.runInThisContext();
    body(module.exports, require, module, store.home);
    scripts.set(part, script);
    loaded.set(part, module.exports);
    return module.exports;
  }

  /** Many modules ask for the same few, and Node takes longer to answer than a map. */
  function require(name: string): unknown {
    if (!required.has(name)) required.set(name, found(name));
    return required.get(name);
  }

  function found(name: string): unknown {
    if (name.startsWith(partPrefix)) return later(() => load(name.slice(partPrefix.length)));
    return heavy.has(name) ? later(() => nodeRequire(name) as Exports) : nodeRequire(name);
  }

  return { load: load as Loader['load'], scripts };
}

/** What stands for a module until somebody uses it. */
function later(bring: () => Exports): object {
  let brought: Exports | undefined;
  const it = () => {
    brought ??= bring();
    return brought;
  };
  return new Proxy(
    {},
    {
      get: (_, name) => it()[name],
      has: (_, name) => name in it(),
      ownKeys: () => Reflect.ownKeys(it()),
      getOwnPropertyDescriptor: (_, name) =>
        name in it() ? { value: it()[name], enumerable: true, configurable: true } : undefined,
    },
  );
}

type Help = typeof import('../src/ui/cli/answer-help.ts');
type Main = typeof import('../src/main.ts');

/** The commands that part `apply` holds; `main` holds them all. */
const inApply = new Set(['apply', 'plan']);

/** Help needs one small part; what runs most often needs half of what all commands do. */
export function startProgram(argv: readonly string[], { load }: Loader): void {
  const asksForHelp = argv[0] === 'help' || argv.includes('--help') || argv.includes('-h');
  const page = asksForHelp ? load<Help>('help').askedHelp(argv, process.stdout, process.env) : null;
  const run = () => void load<Main>(inApply.has(argv[0] ?? '') ? 'apply' : 'main').run(argv);
  if (page === null) run();
  else answer(page, run);
}

/** @param run the program itself, which says why when its answer cannot be written */
export function answer(text: string, run: () => void): void {
  process.stdout.once('error', run).write(text);
}
