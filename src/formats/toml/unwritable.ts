import { parse, TomlError } from 'smol-toml';
import { Unwritable } from '../unwritable.ts';
import { words } from '../words.ts';

/** Why a TOML file cannot be edited: where it is broken, if it is. */
export function unwritableToml(text: string): Unwritable {
  return new Unwritable(words.brokenToml(), faultIn(text));
}

function faultIn(text: string): Unwritable['place'] {
  try {
    parse(text);
    return null;
  } catch (thrown) {
    if (!(thrown instanceof TomlError)) throw thrown;
    return { line: thrown.line, column: thrown.column };
  }
}
