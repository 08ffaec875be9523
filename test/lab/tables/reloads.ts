/** Which keys of daemon.json an engine takes up on SIGHUP: one start, one reload, and a look. */
import type { LabHost } from '../host.ts';
import { until } from '../until.ts';
import { changes } from './changes.ts';
import { effectsOn, startPlugin } from './effects.ts';
import { shownIn } from './info.ts';
import type { NameTable } from './names.ts';

/** `unseen`: the engine shows nothing of it, although it was given something from the start. */
export type ReloadTable = Readonly<Record<string, 'reloaded' | 'kept' | 'unseen'>>;

export interface Reloads {
  /** By the configuration that the engine logs, and by what it does. */
  readonly reloads: ReloadTable;
  /** By `docker info`, for those keys that it shows; older captures do not have it. */
  readonly info?: ReloadTable;
}

type Seen = Readonly<Record<string, unknown>>;

/** Starts the engine with one file, changes all of it, reloads, and reads what the engine has then. */
export async function drawReloads(host: LabHost, names: NameTable): Promise<Reloads> {
  const keys = Object.keys(changes).filter((key) => key === 'proxies' || names[key] === 'known');
  const tried = keys.filter((key) => key !== 'proxies' || names['http-proxy'] === 'ignored');
  const plugin = await startPlugin(host);
  // What the unit's own flags say could not stand in the file.
  await host.dropIn('tables', '[Service]\nExecStart=\nExecStart=/usr/sbin/dockerd\n');
  await layFile(host, tried, 0);
  await host.restartDocker();
  const before = await look(host);
  await layFile(host, tried, 1);
  const after = await look(host);
  plugin.end();
  return {
    reloads: judge(tried, before.live, after.live),
    info: judge(
      tried.filter((key) => after.info[key] !== undefined),
      before.info,
      after.info,
    ),
  };
}

function judge(keys: readonly string[], before: Seen, after: Seen): ReloadTable {
  return Object.fromEntries(
    keys.map((key) => {
      const [was, is] = [before[key], after[key]].map((value) => JSON.stringify(value));
      if (was !== is) return [key, 'reloaded'];
      return [key, was === undefined && !startsEmpty(key) ? 'unseen' : 'kept'];
    }),
  );
}

/** What is empty is left out of what the engine logs, by the same tags that it reads the file by. */
function startsEmpty(key: string): boolean {
  const [value] = changes[key] ?? [];
  return !value || (typeof value === 'object' && Object.values(value).length === 0);
}

async function look(host: LabHost): Promise<{ readonly live: Seen; readonly info: Seen }> {
  const live = { ...(await liveOf(host)), ...(await effectsOn(host)) };
  const info = await host.info();
  const shown = Object.entries(shownIn).map(([key, read]) => [key, read(info)]);
  return { live, info: Object.fromEntries(shown) };
}

async function layFile(host: LabHost, keys: readonly string[], which: 0 | 1): Promise<void> {
  const values = keys.map((key): [string, unknown] => [key, changes[key]?.[which]]);
  const store = host.store === 'containerd' ? { 'containerd-snapshotter': true } : {};
  const features = { ...(changes.features?.[which] as object), ...store };
  const content = { ...Object.fromEntries(values), features };
  await host.writeFile('/etc/docker/daemon.json', JSON.stringify(content, null, 2));
}

/** The configuration as the engine has it: it logs all of it after each reload. */
async function liveOf(host: LabHost): Promise<Seen> {
  const before = (await host.journal()).length;
  await host.reloadDocker();
  return until(`what ${host.name} has reloaded`, async () => {
    const journal = (await host.journal()).slice(before);
    const refused = refusal.exec(journal)?.[0];
    if (refused) throw new Error(`${host.name}: ${refused}`);
    return logged(journal).at(-1) ?? null;
  });
}

/** What an engine logs of a file that it does not take; the first words are those of 28.0 and later. */
const refusal =
  /^.*(?:Error re(?:loading|configuring)|unable to configure the Docker daemon|configuration validation).*$/m;

function logged(journal: string): Seen[] {
  return journal.split('\n').flatMap((line) => {
    const text = /Reloaded configuration(?:: |" config=")(\{.*\})/.exec(line)?.[1];
    return text === undefined ? [] : [JSON.parse(text.replaceAll('\\"', '"'))];
  });
}
