import type { Image } from '../images/image.ts';
import type { WorldContext } from '../sites/context.ts';
import { type Distortion, distort, sendHtml } from '../sites/distortions.ts';
import { pause } from '../sites/pause.ts';
import { type Exchange, openSite, type Site } from '../sites/site.ts';
import { authorize } from './auth.ts';
import { serveBlob } from './blobs.ts';
import type { Call } from './call.ts';
import { serveManifest } from './manifests.ts';
import { meet } from './mirror.ts';
import type { RegistryOptions } from './options.ts';
import { ERRORS, refuse, sendEmpty, sendJson } from './replies.ts';
import { routeOf, type Stage } from './routes.ts';
import { type ContentStore, createStore } from './store.ts';
import { serveToken } from './token-endpoint.ts';
import { serveUpload } from './uploads.ts';

/** A registry, or a mirror: they differ only in what they are told. */
export interface Registry extends Site<RegistryOptions> {
  store: ContentStore;
  add(image: Image): void;
}

/** Opens a registry with these images in it. */
export async function openRegistry(
  context: WorldContext,
  options: RegistryOptions,
): Promise<Registry> {
  const store = createStore();
  for (const image of options.images ?? []) store.addImage(image);
  context.stores.push(store);
  const serve = (exchange: Exchange) => {
    const route = routeOf(exchange.path, options.basePath);
    return answer({ ...exchange, context, options, store, route });
  };
  const site = await openSite({ context, options, serve });
  // Not a spread: `site.url` is a getter that follows the options.
  return Object.assign(site, { store, add: store.addImage });
}

async function answer(call: Call): Promise<void> {
  const { options, route, response, context } = call;
  const { stage } = route;
  await pause(delayOf(call), context.signal);
  if (isUnlinked(call)) return refuse(response, ERRORS.blobUnknown);
  const how = distortionOf(call);
  if (how) return distort(how, call, context.signal);
  if (options.movedTo)
    return sendEmpty(response, 301, { Location: options.movedTo + call.entry.url });
  if (stage === 'token') return serveToken({ ...call, token: options.token ?? {} });
  response.setHeader('Docker-Distribution-Api-Version', 'registry/2.0');
  if (stage === 'v2') return serveV2(call);
  if (!route.repo) return authorize(call) ? STAGES[stage](call) : undefined;
  const repo = meet(call);
  if (repo === null || !mayWrite(call) || !authorize(call)) return;
  await STAGES[stage]({ ...call, route: { ...route, repo } });
}

const isUnlinked = ({ options, route, store }: Call) =>
  options.linkedBlobs === true &&
  route.stage === 'blob' &&
  !store.repositories().includes(route.repo);

function distortionOf({ options: { distort: asked }, request, route }: Call): Distortion | null {
  if (asked?.stage !== route.stage) return null;
  return asked.method === undefined || asked.method === request.method ? asked.how : null;
}

const delayOf = ({ options: { delays }, route: { stage } }: Call) =>
  stage === 'v2' || stage === 'token' || stage === 'manifest' || stage === 'blob'
    ? delays?.[stage]
    : 0;

function serveV2(call: Call) {
  const { response } = call;
  const { v2 = 'auth' } = call.options;
  if (typeof v2 === 'object') return sendEmpty(response, 301, { Location: v2.redirect });
  if (v2 === 'html') return sendHtml(response);
  if (v2 === 'not-found') return sendHtml(response, 404);
  if (v2 === 'error') return refuse(response, ERRORS.broken);
  if (v2 === 'unauthorized') return refuse(response, ERRORS.unauthorized);
  if (v2 === 'ok' || authorize(call)) sendJson(response, 200, {});
}

function mayWrite({ request, response, options, route }: Call): boolean {
  const reading = request.method === 'GET' || request.method === 'HEAD';
  const push = options.push ?? 'allowed';
  if (push === 'allowed' || (reading && route.stage !== 'upload')) return true;
  refuse(response, push === 'denied' ? ERRORS.denied : ERRORS.unsupported);
  return false;
}

const notHere = ({ response }: Call) => sendHtml(response, 404);

const STAGES: Record<Stage, (call: Call) => Promise<void> | void> = {
  manifest: serveManifest,
  blob: serveBlob,
  upload: serveUpload,
  tags({ response, store, route: { repo } }) {
    const tags = store.tags(repo);
    if (tags.length === 0)
      return refuse(response, { ...ERRORS.nameUnknown, detail: { name: repo } });
    sendJson(response, 200, { name: repo, tags });
  },
  catalog: ({ response, store }) => sendJson(response, 200, { repositories: store.repositories() }),
  v2: notHere,
  token: notHere,
  other: notHere,
};
