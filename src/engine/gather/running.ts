import type { EngineInfo, HostFacts, Layout } from '../../domain/facts.ts';
import type { Said } from '../../domain/said.ts';
import type { Engine } from '../../ports/engine.ts';
import type { ReadFiles } from '../../ports/files.ts';
import { lookAtProcess } from './process.ts';
import type { UnitState } from './systemctl.ts';
import { engineSilent, engineStopped } from './words.ts';

/** The part of the facts that only a running engine can tell. */
export type Running = Pick<HostFacts, 'info' | 'silence' | 'process' | 'containers' | 'notes'>;

export interface EngineAnswer {
  readonly socket: string;
  readonly info: EngineInfo | null;
  /** why there is no info */
  readonly silence: Said | null;
  /** the same as the system's code; absent where nobody asked */
  readonly code?: string;
}

/**
 * Whether asking would start the engine: its service rests, and systemd listens on its socket for
 * it (moby contrib/init/systemd/docker.socket). Looking must never change what runs.
 */
export function isAsleep(states: readonly UnitState[]): boolean {
  const rests = (state: UnitState) => ['inactive', 'failed'].includes(state.activeState);
  return states.length > 0 && states.every(rests);
}

/** What is known of an engine that was not asked, because it does not run. */
export function sleepingEngine(socket: string): EngineAnswer {
  return { socket, info: null, silence: engineStopped() };
}

export async function askEngine(engine: Engine, socket: string): Promise<EngineAnswer> {
  const outcome = await engine.info(socket);
  if (outcome.kind === 'saw') return { socket, info: outcome.data, silence: null };
  const detail = outcome.kind === 'failed' ? outcome.detail : outcome.because;
  const code = outcome.kind === 'failed' ? { code: outcome.code } : {};
  return { socket, info: null, silence: engineSilent(socket, detail), ...code };
}

/**
 * Looks at what runs: asks again where the flavour's socket is another one, and only asks for the
 * containers when there are some.
 */
export async function lookAtRunning(
  ports: { readonly engine: Engine; readonly files: ReadFiles },
  known: {
    readonly layout: Layout;
    readonly answer: EngineAnswer | null;
    readonly pid: number | null;
    readonly asleep: boolean;
  },
): Promise<Running> {
  const [answer, process] = await Promise.all([
    known.answer && (known.asleep || known.answer.socket === known.layout.socket)
      ? known.answer
      : askEngine(ports.engine, known.layout.socket),
    known.pid === null ? null : lookAtProcess(ports.files, known.pid),
  ]);
  return {
    info: answer.info,
    ...(answer.code === undefined ? {} : { silence: answer.code }),
    process,
    containers: answer.info?.containersRunning
      ? await containersOf(ports.engine, answer.socket)
      : [],
    notes: answer.silence ? [answer.silence] : [],
  };
}

async function containersOf(engine: Engine, socket: string): Promise<HostFacts['containers']> {
  const outcome = await engine.containers(socket);
  return outcome.kind === 'saw' ? outcome.data : [];
}
