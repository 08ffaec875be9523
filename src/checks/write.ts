import type { DesiredState } from '../domain/desired.ts';
import type { Deed, Remedy, Risk } from '../domain/finding.ts';
import { ended, type Said } from '../domain/said.ts';
import type { WrongSetting } from './evidence.ts';

/** A text in both languages, beside the check that says it. */
export function say(en: string, zh: string): Said {
  return { en, 'zh-CN': zh };
}

/** A change dockcfg makes itself, with the command line that asks for the same. */
export function dockcfg(
  text: Said,
  made: {
    readonly command: readonly string[];
    readonly risk: Risk;
    readonly desired?: DesiredState;
    readonly deeds?: readonly Deed[];
  },
): Remedy {
  return { kind: 'dockcfg', text, desired: {}, ...made };
}

/** Broken or misspelt configuration, taken as it was evidently meant. */
export function repair(text: Said, risk: Risk): Remedy {
  const command = ['dockcfg', 'apply', '--repair'];
  const loosens = risk === 'loosens-security' ? { loosens: true as const } : {};
  return dockcfg(text, { command, risk, deeds: [{ kind: 'repair', ...loosens }] });
}

/** What it takes to write a misspelt name rightly: an exemption from checks comes into effect. */
export function riskOfMeant(use: string | null, otherwise: Risk): Risk {
  return use === 'insecure-registries' ? 'loosens-security' : otherwise;
}

/** `PATH:LINE`; what stands before the line alone where nobody knows it. */
export function atLine(what: string, line: number | null): string {
  return line === null ? what : `${what}:${line}`;
}

/** `PATH:LINE:COLUMN: what is wrong there.` A problem that ends with a question keeps its mark. */
export function problemAt(
  path: string,
  { line, column, problem }: Pick<WrongSetting, 'line' | 'column' | 'problem'>,
): Said {
  const place = atLine(path, line) + (line === null || column === undefined ? '' : `:${column}`);
  return say(`${place}: ${ended(problem.en, '.')}`, `${place}：${ended(problem['zh-CN'], '。')}`);
}

/** A command for the user to run. */
export function run(text: Said, command: readonly string[], risk: Risk = 'safe'): Remedy {
  return { kind: 'command', text, command, risk };
}

/** Somebody else must act; the text is what to send them. */
export function ask(text: Said): Remedy {
  return { kind: 'ask', text, risk: 'safe' };
}

/** The first thing to look at where names do not resolve as they should. */
export const seeNameServers: Remedy = run(
  say('see which name servers this host uses', '查看本机使用哪些 DNS 服务器'),
  ['cat', '/etc/resolv.conf'],
);

/** How to see whether a remedy helped: the same look once more. */
export function again(image: string): Remedy {
  const text = say(
    'check again afterwards; this changes nothing',
    '之后再检查一次；检查不会改动任何东西',
  );
  return run(text, doctorCommand(image));
}

/** The same look at one image or host; at all there is to see, without one. */
export function doctorCommand(image?: string): readonly string[] {
  if (image === undefined) return ['dockcfg', 'doctor'];
  // A word without a dot, a colon or a slash would be taken for an image.
  return ['dockcfg', 'doctor', ...(/[.:/]/.test(image) ? [image] : ['--host', image])];
}

/** Remedies of which there may be none, before those that there always are. */
export function leading(
  some: readonly Remedy[],
  ...rest: readonly [Remedy, ...Remedy[]]
): readonly [Remedy, ...Remedy[]] {
  const [first = rest[0], ...more] = [...some, ...rest];
  return [first, ...more];
}
