/** What the agent on the host is told to do, and what it answers: one line of JSON each. */
import type { Result } from '../host.ts';

export type Order =
  /** Makes the host what the case wants, and waits until its engine shows it. */
  | ({ readonly do: 'lay' } & Laying)
  | { readonly do: 'pull'; readonly image: string }
  /** Runs the doctor's command line within the agent, which saves starting a process. */
  | { readonly do: 'doctor'; readonly image: string; readonly withCredentials: boolean };

export interface Laying {
  /** The text of daemon.json; its label tells one case from the next. */
  readonly daemonJson: string;
  readonly label: string;
  /** Mirrors as `docker info` is to list them, but for a slash at the end. */
  readonly mirrors: readonly string[];
  /** Files below certs.d, as base64. */
  readonly trust: readonly { readonly path: string; readonly base64: string }[];
  /** The text of root's ~/.docker/config.json; null for none. */
  readonly dockerConfig: string | null;
  /** What only a start takes up; null when a reload will do. */
  readonly start: Starting | null;
}

export interface Starting {
  /** The text of a drop-in of docker.service. */
  readonly dropIn: string;
  /** The text of the host's certificate bundle. */
  readonly bundle: string;
}

export type Answer = { readonly done: Result } | { readonly broken: string };
