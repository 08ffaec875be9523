import { Failure } from '../../domain/failure.ts';
import { hubDomain, parseReference } from '../../domain/reference.ts';
import type { Reference } from '../../domain/route.ts';
import type { EngineView } from '../../domain/view.ts';

/** One thing to look at: an image, or a registry by itself. */
export interface DiagnoseTarget {
  readonly reference: Reference;
  /** false: a host; the reference only stands for it */
  readonly hasImage: boolean;
}

/** How a target is called in what is told of it: the image, or the host alone. */
export function nameOf({ reference, hasImage }: DiagnoseTarget): string {
  return hasImage ? reference.canonical : reference.domain;
}

/** Small, official, for every platform, and there as long as Docker Hub is. */
const probeImage = 'docker.io/library/hello-world:latest';

/** What stands for the image where only a host is asked for; it is never requested. */
const anyRepository = 'dockcfg';

/**
 * What to look at: what was asked for; with nothing asked for, Docker Hub and every registry that
 * the configuration names.
 * @throws Failure invalidInput with the engine's own wording
 */
export function targetsOf(
  asked: { readonly images: readonly string[]; readonly hosts: readonly string[] },
  views: { readonly used: EngineView; readonly files: EngineView },
): readonly DiagnoseTarget[] {
  const nothing = asked.images.length === 0 && asked.hosts.length === 0;
  const hosts = nothing ? namedHosts(views) : asked.hosts;
  const images = nothing ? [probeImage] : asked.images;
  return [...images.map(imageTarget), ...hosts.map(hostTarget)].filter(isFirst);
}

function imageTarget(text: string): DiagnoseTarget {
  return { reference: referenceOf(text), hasImage: true };
}

function hostTarget(host: string): DiagnoseTarget {
  if (host === hubDomain) return imageTarget(probeImage);
  return { reference: referenceOf(`${host}/${anyRepository}`), hasImage: false };
}

function referenceOf(text: string): Reference {
  const parsed = parseReference(text);
  if ('problem' in parsed) throw new Failure('invalidInput', parsed.problem);
  return parsed.reference;
}

function isFirst(target: DiagnoseTarget, index: number, all: readonly DiagnoseTarget[]): boolean {
  const { canonical } = target.reference;
  return all.findIndex((other) => other.reference.canonical === canonical) === index;
}

/**
 * Registries named by name: in insecure-registries (a CIDR names nobody), by a trust directory,
 * or in the fork's lists.
 */
function namedHosts({ used, files }: { used: EngineView; files: EngineView }): readonly string[] {
  const directories = [...files.trustDirectories].flatMap(([name, held]) =>
    held.length > 0 ? [hostOfDirectory(name)] : [],
  );
  const named = [
    ...used.insecure,
    ...files.insecure,
    ...used.addRegistries,
    ...files.addRegistries,
    ...directories,
  ].map((entry) => entry.replace(/^https?:\/\//, ''));
  return [...new Set(named)].filter((host) => isRegistry(host, files));
}

/** containerd also takes `host_port_` for `host:port` (core/remotes/docker/config/hosts.go). */
function hostOfDirectory(name: string): string {
  return name.replace(/_(\d+)_$/, ':$1');
}

function isRegistry(host: string, files: EngineView): boolean {
  const mirrors = files.mirrors.flatMap((url) => (URL.canParse(url) ? [new URL(url).host] : []));
  if (host === hubDomain || host.includes('/') || mirrors.includes(host)) return false;
  const looksLikeHost = host === 'localhost' || /[.:]/.test(host);
  return looksLikeHost && 'reference' in parseReference(`${host}/${anyRepository}`);
}
