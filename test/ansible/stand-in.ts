/** A dockcfg that notes how it was called and answers what it was told to. */
import { chmod, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';

export interface Answer {
  readonly exit?: number;
  readonly stdout?: unknown;
  readonly stderr?: string;
}

export interface StandIn {
  readonly executable: string;
  answer(answer: Answer): Promise<void>;
  /** how it was called last */
  called(): Promise<{ readonly argv: readonly string[]; readonly stdin: string }>;
}

export async function makeStandIn(folder: string): Promise<StandIn> {
  const at = (name: string) => path.join(folder, `stand-in.${name}`);
  const script = `#!/bin/sh
printf '%s\\n' "$@" >${at('argv')}
cat >${at('stdin')}
cat ${at('stdout')}
cat ${at('stderr')} >&2
exit "$(cat ${at('exit')})"
`;
  await writeFile(at('sh'), script);
  await chmod(at('sh'), 0o755);
  return {
    executable: at('sh'),
    answer: async ({ exit = 0, stdout = '', stderr = '' }) => {
      await writeFile(at('exit'), String(exit));
      await writeFile(at('stdout'), typeof stdout === 'string' ? stdout : JSON.stringify(stdout));
      await writeFile(at('stderr'), stderr);
    },
    called: async () => ({
      argv: (await readFile(at('argv'), 'utf8')).trimEnd().split('\n'),
      stdin: await readFile(at('stdin'), 'utf8'),
    }),
  };
}
