/**
 * `npm run demo`: the main job without Docker and without root. A company network on loopback, a
 * host as a folder with a broken configuration: the doctor finds the cause, apply repairs it, the
 * doctor proves it, all over real TCP, TLS and HTTP.
 */
import { spawn } from 'node:child_process';
import { stripVTControlCharacters } from 'node:util';
import { startCompany } from './company.ts';
import { makeTree } from './tree.ts';

export interface DemoOptions {
  /** the program to show: its script, and what the transcript calls it */
  readonly script: string;
  readonly env: { readonly [name: string]: string | undefined };
  write(text: string): void;
}

interface Step {
  readonly says: string;
  readonly argv: readonly string[];
  readonly exit: number;
  /** what the output must show for the step to count */
  readonly shows: readonly (string | RegExp)[];
}

/** @returns whether every step went as it should */
export async function runDemo(options: DemoOptions): Promise<boolean> {
  const company = await startCompany();
  try {
    await using tree = await makeTree(company);
    const { root, profile } = tree;
    const app = `${company.harbor}/team/app:1.0`;
    const steps: readonly Step[] = [
      {
        says: 'Pulls fail on this host. Why?',
        argv: ['doctor', '--root', root, 'nginx', app],
        exit: 1,
        shows: [`https://${company.proxy}`, 'Example Corp Root CA', 'registry-mirror'],
      },
      {
        says: 'What would the profile change?',
        argv: ['plan', '--root', root, profile],
        exit: 0,
        shows: [`+    "https-proxy": "http://${company.proxy}"`, 'certs.d/harbor.corp.example'],
      },
      {
        says: 'Make it so.',
        argv: ['apply', '--root', root, profile],
        exit: 0,
        shows: ['/etc/docker/daemon.json', 'ca.crt'],
      },
      {
        says: 'And now?',
        argv: ['doctor', '--root', root, 'nginx', app],
        exit: 0,
        shows: [`https://${company.mirror}`, /ok +blob/],
      },
      {
        says: 'A second time nothing is left to do.',
        argv: ['apply', '--root', root, profile],
        exit: 0,
        shows: ['Nothing to change'],
      },
    ];
    for (const step of steps) {
      if (!(await show(step, options))) return false;
    }
    options.write(ending);
    return true;
  } finally {
    await company.world.stop();
  }
}

const ending = `
That was a folder; on a real host the same is:

  sudo dockcfg doctor                  what breaks pulls here, and why
  sudo dockcfg setup                   asks, shows what would change, does it, proves it
  sudo dockcfg apply profile.json5     the same from a file, for scripts and fleets
`;

async function show({ says, argv, exit, shows }: Step, options: DemoOptions): Promise<boolean> {
  options.write(`\n# ${says}\n$ dockcfg ${argv.join(' ')}\n`);
  const { code, output } = await run(argv, options);
  const missing = shows.filter((each) =>
    typeof each === 'string' ? !output.includes(each) : !each.test(output),
  );
  if (code === exit && missing.length === 0) return true;
  const wrong = [
    ...(code === exit ? [] : [`it exited with ${code} instead of ${exit}`]),
    ...missing.map((each) => `its output lacks ${each}`),
  ];
  options.write(`\nThe demo went wrong: ${wrong.join('; ')}.\n`);
  return false;
}

/** The output is shown while it comes, and kept to be judged. */
function run(
  argv: readonly string[],
  { script, env, write }: DemoOptions,
): Promise<{ code: number | null; output: string }> {
  const child = spawn(process.execPath, [script, ...argv], {
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  const take = (chunk: string) => {
    output += chunk;
    write(chunk);
  };
  child.stdout.setEncoding('utf8').on('data', take);
  child.stderr.setEncoding('utf8').on('data', take);
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => resolve({ code, output: stripVTControlCharacters(output) }));
  });
}

/** The demo speaks English, which its steps look for, in colour where it is looked at. */
function demoEnvironment(): DemoOptions['env'] {
  const { PATH, HOME, TERM, COLUMNS, NO_COLOR } = process.env;
  const color = process.stdout.isTTY && !NO_COLOR ? { FORCE_COLOR: '1' } : {};
  const columns = process.stdout.columns ?? Number(COLUMNS ?? 80);
  return { PATH, HOME, TERM, LANG: 'en_US.UTF-8', COLUMNS: String(columns), ...color };
}

if (import.meta.filename === process.argv[1]) {
  const succeeded = await runDemo({
    script: 'bin/dockcfg.js',
    env: demoEnvironment(),
    write: (text) => process.stdout.write(text),
  });
  process.exitCode = succeeded ? 0 : 1;
}
