/** What `env` in front of a program does to the environment that it hands on. */
export interface HandedOn {
  /** `-i`: nothing of what was there */
  readonly clears: boolean;
  readonly unset: readonly string[];
  readonly set: readonly {
    readonly name: string;
    readonly value: string;
    /** of the word that says it */
    readonly index: number;
  }[];
}

/**
 * Reads the words in front of a program: `env`'s own, and the assignments of a shell's command.
 * @param words up to the program, without it
 * Source: GNU coreutils src/env.c; busybox has the same short options.
 */
export function handedOn(words: readonly string[]): HandedOn {
  const unset: string[] = [];
  const set: { name: string; value: string; index: number }[] = [];
  let clears = false;
  let isEnv = false;
  for (let index = 0; index < words.length; index += 1) {
    const word = words[index] ?? '';
    const assignment = /^([A-Za-z_]\w*)=([\s\S]*)$/.exec(word);
    const long = /^--unset=(.+)$/.exec(word)?.[1] ?? /^-u(.+)$/.exec(word)?.[1];
    if (/(?:^|\/)env$/.test(word)) isEnv = true;
    else if (assignment && (isEnv || set.length === index)) {
      set.push({ name: assignment[1] ?? '', value: assignment[2] ?? '', index });
    } else if (!isEnv) continue;
    else if (/^(?:-|-i|--ignore-environment)$/.test(word)) clears = true;
    else if (long !== undefined) unset.push(long);
    else if (/^(?:-u|--unset)$/.test(word)) {
      index += 1;
      unset.push(words[index] ?? '');
    }
  }
  return { clears, unset, set };
}
