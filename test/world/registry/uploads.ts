import { bodyOf, type Call } from './call.ts';
import { ERRORS, refuse, sendEmpty } from './replies.ts';
import { uploadedBlob } from './store.ts';

/** Blob uploads: whole in one POST, or POST, PATCH…, PUT; DELETE gives one up. */
export async function serveUpload(call: Call): Promise<void> {
  const method = call.request.method ?? '';
  const serve = Object.hasOwn(METHODS, method) ? METHODS[method] : undefined;
  if (!serve) return refuse(call.response, ERRORS.unsupported);
  await serve(call);
}

const METHODS: Record<string, (call: Call) => Promise<void> | void> = {
  POST: begin,
  PATCH: append,
  PUT: finish,
  GET: ({ response, route, store }) => {
    const size = store.uploads.size(route.reference);
    if (size === undefined) return refuse(response, ERRORS.uploadUnknown);
    sendEmpty(response, 204, { Range: `0-${Math.max(0, size - 1)}` });
  },
  DELETE: ({ response, route, store }) => {
    if (!store.uploads.take(route.reference)) return refuse(response, ERRORS.uploadUnknown);
    sendEmpty(response, 204);
  },
};

async function begin(call: Call): Promise<void> {
  const { query, store } = call;
  const mounted = store.blob(query.get('mount') ?? '');
  if (mounted) return created(call, mounted.digest);
  const id = store.uploads.begin();
  const digest = query.get('digest');
  if (digest !== null) return keepAs(call, { id, digest });
  accepted(call, { id, size: 0 });
}

async function append(call: Call): Promise<void> {
  const { reference: id } = call.route;
  const size = call.store.uploads.append(id, await bodyOf(call));
  if (size === undefined) return refuse(call.response, ERRORS.uploadUnknown);
  accepted(call, { id, size });
}

async function finish(call: Call): Promise<void> {
  await keepAs(call, { id: call.route.reference, digest: call.query.get('digest') ?? '' });
}

async function keepAs(call: Call, { id, digest }: { id: string; digest: string }): Promise<void> {
  const { store, response } = call;
  store.uploads.append(id, await bodyOf(call));
  const bytes = store.uploads.take(id);
  if (!bytes) return refuse(response, ERRORS.uploadUnknown);
  const blob = uploadedBlob(bytes);
  if (blob.digest !== digest) return refuse(response, ERRORS.digestInvalid);
  store.addBlob(blob);
  created(call, digest);
}

function created({ response, route, options }: Call, digest: string): void {
  sendEmpty(response, 201, {
    Location: `${options.basePath ?? ''}/v2/${route.repo}/blobs/${digest}`,
    'Docker-Content-Digest': digest,
  });
}

function accepted(
  { response, route, options }: Call,
  { id, size }: { id: string; size: number },
): void {
  sendEmpty(response, 202, {
    Location: `${options.basePath ?? ''}/v2/${route.repo}/blobs/uploads/${id}`,
    Range: `0-${Math.max(0, size - 1)}`,
    'Docker-Upload-UUID': id,
  });
}
