/**
 * The standalone executable's entry. It loads as little as it can: the version needs nothing, help
 * needs one small part, and everything else is one large part (bundle.ts makes them).
 *
 * Whoever calls it may use Node for something else: variables that are meant for that Node must
 * not reach this one, nor what it starts. (NODE_OPTIONS is refused by the executable itself,
 * `execArgvExtension: none`.)
 */
import { getAsset, getRawAsset } from 'node:sea';
import { Script } from 'node:vm';
import manifest from '../package.json' with { type: 'json' };

for (const name of Object.keys(process.env)) {
  if (name.startsWith('NODE_')) delete process.env[name];
}

const argv = process.argv.slice(2);
if (argv[0] === '--version' || argv[0] === '-V') {
  process.stdout.write(`${manifest.version}\n`);
} else if (!asksForHelp() || !load<Help>('help').answerHelp(argv, process.stdout, process.env)) {
  void load<Main>('main').run(argv);
}

type Help = typeof import('../src/ui/cli/answer-help.ts');
type Main = typeof import('../src/main.ts');

function asksForHelp(): boolean {
  return argv[0] === 'help' || argv.includes('--help') || argv.includes('-h');
}

/** A part of the program, out of the executable; with its compiled form, where there is one. */
function load<Part>(name: string): Part {
  const cachedData = Buffer.from(getRawAsset(`${name}.cache`) as ArrayBuffer);
  const script = new Script(getAsset(`${name}.cjs`, 'utf8'), {
    filename: `${name}.cjs`,
    ...(cachedData.length === 0 ? {} : { cachedData }),
  });
  const exports = {};
  const module = { exports };
  script.runInThisContext()(exports, require, module);
  return module.exports as Part;
}
