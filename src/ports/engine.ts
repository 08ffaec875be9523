import type { EngineInfo, RunningContainer } from '../domain/facts.ts';
import type { Outcome } from '../domain/outcome.ts';

/** The running engine's API over its socket. Three bounded GETs, no more. */
export interface Engine {
  info(socket: string): Promise<Outcome<EngineInfo>>;
  containers(socket: string): Promise<Outcome<readonly RunningContainer[]>>;
}
