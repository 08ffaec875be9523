import type { ExitName } from '../../domain/failure.ts';
import { cacheFolders, cacheTemplates, cacheUnit } from '../../engine/cache/files.ts';
import { refuseUnfitHost, withCacheFiles } from '../../engine/cache/host.ts';
import { planCache, planWithoutCache } from '../../engine/cache/plan.ts';
import {
  type CacheDocument,
  cacheDocument,
  type InstalledCache,
  installedCache,
} from '../../engine/cache/status.ts';
import { defaultStorage } from '../../engine/cache/wishes.ts';
import { candidatesOf } from '../../engine/rank/candidates.ts';
import { rankMirrors } from '../../engine/rank/rank.ts';
import type { Judged } from '../../engine/rank/standing.ts';
import { viewOf } from '../../engine/view/view.ts';
import type { CommandAction, Run } from '../cli/command.ts';
import { formatOf } from '../cli/format.ts';
import { type Host, openHost } from '../cli/host.ts';
import { cachePage } from '../reports/cache.ts';
import { jsonText } from '../text/json.ts';
import { wrap } from '../text/wrap.ts';
import { planOptionsOf } from './applying.ts';
import { readCacheWishes } from './cache-wishes.ts';
import { change } from './changing.ts';

/** What the cache is asked for, to see whether it works: small, and there as long as Docker Hub is. */
const defaultImage = 'library/hello-world:latest';

function imageOf({ options }: Run): string {
  return options.text('image') ?? defaultImage;
}

/** `dockcfg cache install`: a pull-through cache of Docker Hub, and this host pulling through it. */
export const install: CommandAction = async (run) => {
  const host = await openHost(run);
  const { facts, ports } = host;
  const tls = run.options.text('tls-cert') !== null;
  await refuseUnfitHost(facts, ports.commands, { tls });
  const wishes = await readCacheWishes(run, host);
  const template = await ports.template(cacheTemplates[wishes.runs.kind]);
  const options = planOptionsOf(run);
  const make = async (now: Host['facts']) => {
    const seen = await withCacheFiles(now, ports.files);
    return { facts: seen, plan: planCache(wishes, seen, { template, options }) };
  };
  const made = await make(facts);
  const replan = async () => make(await host.gather());
  const exit = await change(run, { ...host, facts: made.facts }, { plan: made.plan, replan });
  if (exit !== 'done' || run.options.flag('check')) return exit;
  return tellInstalled(run, host);
};

/** `dockcfg cache status`: whether it runs, serves, and is used. */
export const status: CommandAction = async (run) => {
  const format = formatOf(run.options, ['human', 'json']);
  const host = await openHost(run);
  const document = await lookAtCache(run, host, { patienceMs: 0 });
  const { terminal } = run;
  if (format === 'json') terminal.result(jsonText(document));
  else terminal.result(pageOf(run, document));
  const works = document.serves === null || document.serves.standing === 'serves';
  const runs = document.unit.active === null || document.unit.active === 'active';
  return !document.installed || (works && runs) ? 'done' : 'problemsFound';
};

/** `dockcfg cache remove`: the cache and its unit go, and the engine no longer asks it. */
export const remove: CommandAction = async (run) => {
  const host = await openHost(run);
  const options = planOptionsOf(run);
  const make = async (now: Host['facts']) => {
    const seen = await withCacheFiles(now, host.ports.files);
    const cache = installedCache(seen);
    return { facts: seen, cache, plan: planWithoutCache(cache?.url ?? null, seen, options) };
  };
  const made = await make(host.facts);
  const replan = async () => make(await host.gather());
  const exit = await change(run, { ...host, facts: made.facts }, { plan: made.plan, replan });
  const isDone = exit === 'done' && !run.options.flag('check');
  if (!isDone || !made.cache) return exit;
  await host.ports.files.removeEmpty([...cacheFolders, `${host.facts.layout.certsDir}/docker.io`]);
  run.terminal.note(run.terminal.words.cache.kept(placeOf(made.cache)));
  return exit;
};

/** systemd keeps the state of users it makes up in a folder that only root can enter. */
function placeOf({ storage, inContainer }: InstalledCache): string {
  const isMoved = storage === defaultStorage && !inContainer;
  return isMoved ? '/var/lib/private/dockcfg-cache' : storage;
}

/** The registry asks Docker Hub before it listens: that is a round trip or two. */
const firstAnswerMs = 20_000;

async function tellInstalled(run: Run, host: Host): Promise<ExitName> {
  const { terminal } = run;
  if (!host.facts.live || run.options.flag('no-verify')) return 'done';
  const now = { ...host, facts: await host.gather() };
  const document = await lookAtCache(run, now, { patienceMs: firstAnswerMs });
  const page = pageOf(run, document);
  if (formatOf(run.options, ['human', 'json']) === 'human') terminal.result(`\n${page}`);
  const { serves } = document;
  if (serves?.standing === 'serves') return 'done';
  for (const line of wrap(
    terminal.words.cache.servesNot(serves?.text ?? ''),
    terminal.err.columns,
  )) {
    terminal.warn(line);
  }
  return 'problemsFound';
}

function pageOf(run: Run, document: CacheDocument): string {
  const { out: style, words } = run.terminal;
  return cachePage(document, { style, words, image: imageOf(run) });
}

async function lookAtCache(
  run: Run,
  { facts, ports }: Host,
  { patienceMs }: { readonly patienceMs: number },
): Promise<CacheDocument> {
  const seen = await withCacheFiles(facts, ports.files);
  const cache = installedCache(seen);
  const { language } = run.terminal;
  if (cache === null || !facts.live) {
    return cacheDocument({ cache, service: null, serves: null }, seen, language);
  }
  const service = await ports.services.state(cacheUnit);
  const giveUpAt = ports.clock.monotonic() + patienceMs;
  let serves = await ask(run, { facts, ports }, cache.url);
  while (serves?.standing === 'unreachable' && ports.clock.monotonic() < giveUpAt) {
    await ports.clock.sleep(500, run.outside.signal);
    run.outside.signal.throwIfAborted();
    serves = await ask(run, { facts, ports }, cache.url);
  }
  return cacheDocument({ cache, service, serves }, seen, language);
}

/** Asks the cache for an image as the engine would. */
async function ask(
  run: Run,
  { facts, ports }: Pick<Host, 'facts' | 'ports'>,
  url: string,
): Promise<Judged | null> {
  const lists = { given: [url], configured: [], presets: [] };
  const candidates = candidatesOf(lists, facts.engine.version);
  const view = viewOf(facts, 'running');
  const setting = { facts, view, ports, signal: run.outside.signal, emit: () => {} };
  const image = imageOf(run);
  const { mirrors } = await rankMirrors({ candidates, image, rounds: 0 }, setting);
  return mirrors[0]?.judged ?? null;
}
