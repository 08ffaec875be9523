import type { CertificatePem } from '../../domain/desired.ts';
import type { Said } from '../../domain/said.ts';
import type { Secret } from '../../domain/secret.ts';
import { words } from '../words.ts';
import {
  certificatesIn,
  type FileRef,
  type FileValue,
  isInline,
  keyIn,
  passwordIn,
} from './files.ts';
import type { ProfileProblem, ProfileSource } from './source.ts';

export type Path = readonly string[];

/** What building a desired state gathers on its way: problems, and the files it needs. */
export class Context {
  readonly problems: ProfileProblem[] = [];
  readonly files: FileRef[] = [];
  readonly #source: ProfileSource;
  readonly #contents: ReadonlyMap<string, Uint8Array> | null;
  readonly #byFlag: readonly string[];

  /**
   * @param contents by path as written; null while it is not known yet which files are needed
   * @param byFlag paths that the command line named: they do not start from the profile's folder
   */
  constructor(
    source: ProfileSource,
    contents: ReadonlyMap<string, Uint8Array> | null,
    byFlag: readonly string[] = [],
  ) {
    this.#source = source;
    this.#contents = contents;
    this.#byFlag = byFlag;
  }

  problem(path: Path, said: Said): void {
    this.problems.push({ place: this.#source.placeOf(path), said });
  }

  /** The certificates a value names or holds; undefined while, or because, there are none. */
  certificates(text: string, path: Path): CertificatePem | undefined {
    if (isInline(text)) return this.#take(certificatesIn(path.join('.'), text), path);
    return this.#file({ path: text, role: 'certificates' }, path, certificatesIn);
  }

  key(text: string, path: Path): Secret | undefined {
    if (isInline(text)) return this.#take(keyIn(path.join('.'), text), path);
    return this.#file({ path: text, role: 'key' }, path, keyIn);
  }

  password(file: string, path: Path): Secret | undefined {
    return this.#file({ path: file, role: 'password' }, path, passwordIn);
  }

  #file<T>(
    ref: Omit<FileRef, 'place'>,
    path: Path,
    read: (label: string, bytes: Uint8Array) => FileValue<T>,
  ): T | undefined {
    this.files.push({ ...ref, place: this.#source.placeOf(path) });
    if (!this.#contents) return undefined;
    const bytes = this.#contents.get(ref.path);
    if (bytes) return this.#take(read(ref.path, bytes), path);
    const isRelative = !ref.path.startsWith('/') && !this.#byFlag.includes(ref.path);
    return this.#take({ said: words.missingFile(ref.path, isRelative) }, path);
  }

  #take<T>(value: FileValue<T>, path: Path): T | undefined {
    if ('value' in value) return value.value;
    this.problem(path, value.said);
    return undefined;
  }
}
