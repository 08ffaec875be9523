import type { EngineInfo, Layout, ServiceManager, UnitFacts } from '../domain/facts.ts';
import type { Said } from '../domain/said.ts';

/** What a host shows before anybody has decided which Docker it runs. */
export interface Clues {
  /** the unit that would start the engine, as its files (not a distribution's name) describe it */
  readonly unit: UnitFacts | null;
  /** whose manager holds that unit */
  readonly manager: 'systemd' | 'systemd-user' | null;
  /** what the running engine says of itself */
  readonly info: EngineInfo | null;
  /** whether something stands at one of the `cluePaths` */
  exists(path: string): boolean;
  /** text of a small file among the `cluePaths`; null when absent or unreadable */
  text(path: string): string | null;
  /** the invoking user's directories, for an engine that runs without root */
  readonly home: string;
  readonly configHome: string;
  readonly runtimeDir: string;
}

/** One way Docker is installed and served. A new one is one file and one line in index.ts. */
export interface Flavour {
  readonly id: string;
  readonly title: Said;
  /** small files and directories this flavour is told by; gather reads them before it asks */
  readonly cluePaths: readonly string[];
  recognise(clues: Clues): boolean;
  layout(clues: Clues): Layout;
  readonly serviceManager: ServiceManager;
  /** where to configure it instead, when dockcfg cannot; null for everything it can configure */
  readonly elsewhere: Said | null;
}
