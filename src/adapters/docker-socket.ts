import type { RunningContainer } from '../domain/facts.ts';
import type { JsonObject } from '../domain/json.ts';
import type { Outcome } from '../domain/outcome.ts';
import type { Engine } from '../ports/engine.ts';
import { type GetLimits, httpGet } from './engine/http-get.ts';
import { readInfo } from './engine/info.ts';
import { asArray, asObject, asText } from './engine/json-shape.ts';
import { monotonic } from './shared/monotonic.ts';

/** `/info` counts containers and images under the engine's locks; a busy engine takes seconds. */
const infoLimits: GetLimits = { deadlineMs: 10_000, maxBytes: 4 * 1024 * 1024 };
const versionLimits: GetLimits = { deadlineMs: 2_000, maxBytes: 256 * 1024 };
const listLimits: GetLimits = { deadlineMs: 10_000, maxBytes: 16 * 1024 * 1024 };
const inspectLimits: GetLimits = { deadlineMs: 5_000, maxBytes: 1024 * 1024 };
/** More names than this do not fit a preview; their number still counts. */
const inspectedContainers = 200;
/** Questions in the air at once: the engine answers each under the container's lock. */
const inspectedAtOnce = 8;

/** The running engine over its Unix socket, by unversioned paths that 1.13 to 29 all serve. */
export function createDockerSocket(): Engine {
  return {
    info: (socket) =>
      outcome(async () => {
        const [info, version] = await Promise.all([
          getJson(socket, '/info', infoLimits),
          // What it was built with is good to know, and nothing depends on it alone.
          getJson(socket, '/version', versionLimits).catch(() => null),
        ]);
        return readInfo(info, version);
      }),
    containers: (socket) =>
      outcome(async () => {
        const list = asArray(await getJson(socket, '/containers/json', listLimits)).map(asObject);
        return inBatches(list, (each, index) => describe(socket, each, index));
      }),
  };
}

/** The list names no restart policy, and that is what decides who comes back by itself. */
async function describe(
  socket: string,
  listed: JsonObject,
  index: number,
): Promise<RunningContainer> {
  const id = asText(listed.Id);
  const name = asText(asArray(listed.Names)[0]).replace(/^\//, '');
  const isTask = Object.hasOwn(asObject(listed.Labels), taskLabel);
  const known = { id, name, ...(isTask ? { isTask } : {}) };
  if (index >= inspectedContainers) return { ...known, restartPolicy: '' };
  try {
    const path = `/containers/${encodeURIComponent(id)}/json`;
    const inspected = asObject(await getJson(socket, path, inspectLimits));
    const { RestartPolicy, AutoRemove } = asObject(inspected.HostConfig);
    const autoRemove = AutoRemove === true ? { autoRemove: true } : {};
    return { ...known, ...autoRemove, restartPolicy: asText(asObject(RestartPolicy).Name) };
  } catch {
    // it ended in the meantime, or its lock is held: it still counts
    return { ...known, restartPolicy: '' };
  }
}

/** Swarm puts it on every container it starts (moby daemon/cluster/executor/container). */
const taskLabel = 'com.docker.swarm.task.id';

async function inBatches<T, R>(
  items: readonly T[],
  work: (item: T, index: number) => Promise<R>,
): Promise<R[]> {
  const results: R[] = [];
  for (let at = 0; at < items.length; at += inspectedAtOnce) {
    const batch = items.slice(at, at + inspectedAtOnce);
    results.push(...(await Promise.all(batch.map((item, index) => work(item, at + index)))));
  }
  return results;
}

async function getJson(socket: string, path: string, limits: GetLimits): Promise<unknown> {
  const answer = await httpGet(socket, path, limits);
  if (answer.status !== 200) {
    const message = answer.body.slice(0, 300).trim();
    throw Object.assign(new Error(message), { code: `HTTP${answer.status}` });
  }
  return JSON.parse(answer.body);
}

async function outcome<T>(look: () => Promise<T>): Promise<Outcome<T>> {
  const start = monotonic();
  const elapsed = () => Math.round(monotonic() - start);
  try {
    return { kind: 'saw', data: await look(), ms: elapsed() };
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    const code = (error as NodeJS.ErrnoException).code ?? 'EPROTO';
    return { kind: 'failed', code, detail: error.message, ms: elapsed() };
  }
}
