import type { Language } from '../../domain/said.ts';
import { helpWords } from '../words/help.ts';
import { helpPage, helpTopic } from './help.ts';
import { type Environment, languageOf } from './language.ts';
import { columnsOf, type Output } from './output.ts';

/**
 * The page that answers a request for help, whatever else stands on the command line. It is an
 * entry of its own in the bundle (packaging/bundle.ts), so that help comes at once.
 * @param stdout is only asked how wide it is
 * @returns null when no help is asked for, or there is none of that name
 */
export function askedHelp(
  argv: readonly string[],
  stdout: Output,
  env: Environment,
): string | null {
  const topic = helpTopic(argv);
  if (topic === null) return null;
  const language = askedLanguage(argv, env);
  return helpPage(topic, {
    words: helpWords[language],
    language,
    columns: columnsOf(stdout, env),
  });
}

/** The language before the command line is understood: for help, and for complaints about it. */
export function askedLanguage(argv: readonly string[], env: Environment): Language {
  const asked = peek(argv, 'lang') ?? env.DOCKCFG_LANG;
  return asked === 'en' || asked === 'zh-CN' ? asked : languageOf(env);
}

/** The value of an option, by its looks alone. */
export function peek(argv: readonly string[], name: string): string | undefined {
  const at = argv.lastIndexOf(`--${name}`);
  if (at >= 0) return argv[at + 1];
  return argv.findLast((each) => each.startsWith(`--${name}=`))?.slice(name.length + 3);
}
