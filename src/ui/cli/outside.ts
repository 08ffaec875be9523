import type { HostFacts, ServiceManager } from '../../domain/facts.ts';
import type { TransactPorts } from '../../engine/transact/context.ts';
import type { DiagnosePorts } from '../../engine/walk/context.ts';
import type { Puller } from '../../ports/puller.ts';
import type { Services } from '../../ports/services.ts';
import type { Environment } from './language.ts';
import type { Output } from './output.ts';
import type { TheEnd } from './the-end.ts';

export interface Streams {
  readonly stdin: NodeJS.ReadableStream & { readonly isTTY?: boolean };
  readonly stdout: Output;
  readonly stderr: Output;
}

/** Every port that a command can need, made for one host. */
export interface Ports
  extends TransactPorts,
    Pick<DiagnosePorts, 'network' | 'registry' | 'disks' | 'processes'> {
  /** absolute, without links */
  readonly root: string;
  /** the manager that the facts named; `services` is the one that was guessed to gather them */
  servicesOf(manager: ServiceManager): Services;
  readonly puller: Puller;
  /** a file of templates/, by its path in there */
  template(name: string): Promise<string>;
}

export interface Place {
  /** `/`, or the tree that stands for the host, as the user named it */
  readonly root: string;
  /** what the history shows of this run */
  readonly command: string;
}

/** What main.ts hands to the commands: the world around the program, made real. */
export interface Outside extends TheEnd {
  readonly streams: Streams;
  readonly env: Environment;
  readonly user: HostFacts['user'];
  /** @throws Failure invalidInput when the root is not a folder */
  ports(place: Place): Promise<Ports>;
  /**
   * A file that the user named, `-` for standard input.
   * @returns null when it holds more than the limit
   * @throws the system's own error when it cannot be read
   */
  readFile(path: string, options: NamedFile): Promise<Uint8Array | null>;
  /**
   * A new file that only its owner can read.
   * @throws the system's own error, EEXIST when something stands there
   */
  writeFile(path: string, content: string | Uint8Array): Promise<void>;
  gzip(bytes: Uint8Array): Promise<Uint8Array>;
  /** Unix ms */
  now(): number;
}

export interface NamedFile {
  /** bytes */
  readonly limit: number;
  /** the file whose folder a relative path starts from; null for the working folder */
  readonly beside: string | null;
}
