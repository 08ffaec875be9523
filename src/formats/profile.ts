import * as v from 'valibot';
import type { DesiredState } from '../domain/desired.ts';
import { Failure } from '../domain/failure.ts';
import type { JsonObject } from '../domain/json.ts';
import { buildDesired } from './profile/build.ts';
import { Context } from './profile/context.ts';
import type { FileRef } from './profile/files.ts';
import { misplacedLists, type ShapeProblem, shapeProblems } from './profile/issues.ts';
import { beyondLimits, deepest } from './profile/limits.ts';
import { type ProfileData, profileSchema } from './profile/schema.ts';
import { type ProfileProblem, type ProfileSource, readSource } from './profile/source.ts';
import { words } from './words.ts';

/** A profile that is right in itself; the files it names have not been read yet. */
export interface ParsedProfile {
  /** as given by the user: a path, or `-` */
  readonly name: string;
  /** what has to be read before `resolveProfile`: paths as written */
  readonly files: readonly FileRef[];
  readonly source: ProfileSource;
  readonly data: ProfileData;
}

/**
 * Parses a profile: JSON5, JSON or YAML.
 * @param name the path it was read from; its ending decides the format, and errors begin with it
 * @throws Failure invalidInput with every problem as `name:line:column: reason`
 */
export function parseProfile(text: string, name: string): ParsedProfile {
  const read = readBounded(text, name);
  if (read.kind === 'problems') throw failure(name, read.problems);
  const { source } = read;
  const limits = beyondLimits(source.data);
  if (limits.length > 0) throw failure(name, placed(source, limits));
  const checked = v.safeParse(profileSchema, source.data);
  const shapes = [...misplacedLists(source.data), ...shapeProblems(checked.issues ?? [])];
  if (!checked.success || shapes.length > 0) {
    throw failure(name, placed(source, shapes));
  }
  const context = new Context(source, null);
  buildDesired(checked.output, context);
  if (context.problems.length > 0) throw failure(name, context.problems);
  return { name, files: context.files, source, data: checked.output };
}

/** The parsers themselves go down with the text, level by level. */
function readBounded(text: string, name: string): ReturnType<typeof readSource> {
  try {
    return readSource(text, name);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw failure(name, [{ place: { line: 1, column: 1 }, said: words.tooDeep(deepest) }]);
  }
}

function placed(source: ProfileSource, problems: readonly ShapeProblem[]): ProfileProblem[] {
  return problems.map(({ path, said }) => ({ place: source.placeOf(path), said }));
}

/**
 * Puts the files' contents in.
 * @param contents by path as written in the profile
 * @param byFlag those of the paths that the command line named
 * @throws Failure invalidInput for files that are missing, or hold something else
 */
export function resolveProfile(
  profile: ParsedProfile,
  contents: ReadonlyMap<string, Uint8Array>,
  byFlag: readonly string[] = [],
): DesiredState {
  const context = new Context(profile.source, contents, byFlag);
  const desired = buildDesired(profile.data, context);
  if (context.problems.length > 0) throw failure(profile.name, context.problems);
  return desired;
}

/** The JSON Schema of a profile, for editors. */
export async function profileJsonSchema(): Promise<JsonObject> {
  const { toJsonSchema } = await import('@valibot/to-json-schema');
  const schema: JsonObject = JSON.parse(JSON.stringify(toJsonSchema(profileSchema)));
  return { ...schema, title: 'dockcfg profile' };
}

/** More problems than this are one mistake seen many times. */
const mostShown = 10;

function failure(name: string, problems: readonly ProfileProblem[]): Failure {
  const sorted = problems
    .toSorted((a, b) => a.place.line - b.place.line || a.place.column - b.place.column)
    .slice(0, mostShown);
  const lines = (language: 'en' | 'zh-CN') => {
    return sorted
      .map(({ place, said }) => `${name}:${place.line}:${place.column}: ${said[language]}`)
      .join('\n');
  };
  return new Failure('invalidInput', { en: lines('en'), 'zh-CN': lines('zh-CN') });
}
