import type { Origin } from '../domain/facts.ts';
import { handedOn } from './environment-command.ts';
import {
  type ExpandedWord,
  type SimpleCommand,
  shellCommandsRun,
} from './environment-file/shell-reading.ts';
import type { Argument } from './systemd/command.ts';
import { splitWords } from './systemd/words.ts';
import type { UnitVariable } from './systemd-unit.ts';
import { placeAt } from './text.ts';
import type { UnitEnvironment } from './unit-environment.ts';

/** A script between a service and the engine. */
export interface StartScript {
  readonly text: string;
  /** the file it stands in, and the line it begins in: a unit can hold a short one itself */
  readonly path: string;
  readonly firstLine: number;
  readonly parameters: readonly Argument[];
  readonly environment: UnitEnvironment;
}

export interface StartedEngine {
  /** the engine's arguments, without the program */
  readonly arguments: readonly Argument[];
  /** whether these are all of them, whatever the script decides while it runs */
  readonly certain: boolean;
  /** variables that the script sets for it */
  readonly environment: readonly UnitVariable[];
}

/** Whether a text is a script that a Bourne shell runs. */
export function isShellScript(text: string): boolean {
  return /^#![ \t]*\/\S*?(?:\/|\/env[ \t]+(?:-\S+[ \t]+)?)(?:ba|da|k|a|z)?sh\b/.test(text);
}

/**
 * The command line on which a script starts dockerd, by itself or behind `exec`, `nice` and their
 * like. A word that is one of the service's variables keeps the place that sets it.
 * @returns null where the script starts none, or several ones that differ
 */
export function engineStartedBy(script: StartScript): StartedEngine | null {
  const variables = new Map([...script.environment.values()].map((one) => [one.name, one.value]));
  const parameters = script.parameters.map(({ text }) => text);
  const commands = shellCommandsRun(script.text, { variables, parameters });
  const found = commands.flatMap((command) => {
    const behind = wordsBehindEngine(command.words);
    return behind ? [started(script, behind, environmentOf(script, command))] : [];
  });
  const [first] = found;
  const isOne = found.every((each) => textsOf(each) === (first && textsOf(first)));
  return first && isOne ? first : null;
}

function textsOf(engine: StartedEngine): string {
  return JSON.stringify(engine.arguments.map(({ text }) => text));
}

/** Programs that start another one, which takes their place. */
const starters = new Set(
  'exec command nohup nice ionice chrt taskset numactl setsid env sudo'.split(' '),
);

/** Whether a word names the engine's program. */
export function isEngineProgram(word: string): boolean {
  return /^(?:dockerd|dockerd-(?:current|latest)|docker\.dockerd|dockerd-rootless\.sh)$/.test(
    baseName(word),
  );
}

/** Up to 1.12 the engine was a command of the client, `docker daemon`, and before that `docker -d`. */
export function engineAt(words: readonly string[]): number {
  return words.findIndex((word, at) => {
    const isOld = /^docker(?:-current|-latest)?$/.test(baseName(word));
    return isEngineProgram(word) || (isOld && /^(?:daemon|-d|--daemon)$/.test(words[at + 1] ?? ''));
  });
}

function wordsBehindEngine(words: readonly ExpandedWord[]): readonly ExpandedWord[] | null {
  const command = words.slice(words.findIndex((word) => !isInFront(word.raw)));
  const at = engineAt(command.map(({ value }) => value));
  if (at < 0 || (at > 0 && !starters.has(baseName(command[0]?.value ?? '')))) return null;
  return withoutRedirections(command.slice(at + 1));
}

/** `NAME=value`, a case's pattern, a negation. */
function isInFront(raw: string): boolean {
  return /^[A-Za-z_]\w*=|\)$|^!$/.test(raw);
}

function withoutRedirections(words: readonly ExpandedWord[]): readonly ExpandedWord[] {
  return words.filter(({ raw }, at) => {
    const isTarget = /^\d*(?:>>?|<)$/.test(words[at - 1]?.raw ?? '');
    return !isTarget && !/^\d*[<>]/.test(raw);
  });
}

/**
 * What the script sets for the engine: variables that it exports, and assignments in front of the
 * command. What only happens under a condition, or holds what nobody knows here, is left out.
 */
function environmentOf(script: StartScript, { words, exported }: SimpleCommand): UnitVariable[] {
  const at = engineAt(words.map(({ value }) => value));
  const front = words.slice(0, at);
  const own = handedOn(front.map(({ value }) => value)).set.filter(
    ({ index }) => front[index]?.dynamic === false,
  );
  const before = exported.filter(({ conditional, dynamic }) => !conditional && !dynamic);
  return [
    ...before.map(({ name, value, keyStart }) => ({ name, value, at: keyStart })),
    ...own.map(({ name, value, index }) => ({ name, value, at: front[index]?.start ?? 0 })),
  ].map(({ name, value, at: offset }) => {
    const line = script.firstLine - 1 + placeAt(script.text, offset).line;
    return { name, value, origin: { kind: 'file', path: script.path, line } };
  });
}

function started(
  script: StartScript,
  words: readonly ExpandedWord[],
  environment: readonly UnitVariable[],
): StartedEngine {
  return {
    environment,
    arguments: words.flatMap((word) => argumentsOf(script, word)),
    certain: words.every(({ dynamic }) => !dynamic),
  };
}

function argumentsOf(script: StartScript, word: ExpandedWord): readonly Argument[] {
  if (/^"?\$(?:@|\{@\})"?$/.test(word.raw)) return script.parameters;
  const own = placeAt(script.text, word.offsets.find((at) => at >= 0) ?? word.start).line;
  const origin: Origin = { kind: 'file', path: script.path, line: script.firstLine - 1 + own };
  const name = /^"?\$\{?(\w+)\}?"?$/.exec(word.raw)?.[1] ?? '';
  const given = word.offsets.every((offset) => offset < 0)
    ? script.environment.get(name)
    : undefined;
  const from = given ? { origin: given.origin, variable: name } : { origin, variable: null };
  const isWhole = !/\$/.test(word.raw) || /^["'](?!\$[@*])/.test(word.raw);
  const texts = isWhole
    ? [word.value]
    : splitWords(word.value, 'variable').words.map(({ text }) => text);
  return texts.map((text) => ({ text, ...from }));
}

function baseName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
