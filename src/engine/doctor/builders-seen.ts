import type { BuilderSeen } from '../../checks/evidence.ts';
import type { HostFacts } from '../../domain/facts.ts';
import type { JsonObject } from '../../domain/json.ts';
import { isObject, parseObject } from '../../domain/json-object.ts';
import type { DiagnosePorts } from '../walk/context.ts';

/**
 * The builders of the invoking user, as buildx keeps them (docker/buildx store/nodegroup.go).
 * Names and drivers only: the files can hold credentials.
 */
export async function buildersSeen(
  facts: HostFacts,
  files: DiagnosePorts['files'],
): Promise<readonly BuilderSeen[]> {
  const directory = `${facts.user.home}/.docker/buildx/instances`;
  const names = (await files.list(directory)).slice(0, mostBuilders);
  const found = await Promise.all(
    names.map(async (name) => {
      const path = `${directory}/${name}`;
      const { state } = await files.snapshot(path);
      const text = state.kind === 'file' ? new TextDecoder().decode(state.bytes) : '';
      const builder = parseObject(text);
      if (typeof builder?.Driver !== 'string') return [];
      const nodes = Array.isArray(builder.Nodes) ? builder.Nodes : [];
      const hasConfig = nodes.some((node) => isObject(node) && hasFile(node));
      return [{ name, path, driver: builder.Driver, hasConfig }];
    }),
  );
  return found.flat();
}

/** Nobody keeps this many; what lies beyond is left unread. */
const mostBuilders = 50;

function hasFile({ Files: files = null, ConfigFile: file = null }: JsonObject): boolean {
  return (isObject(files) && Object.keys(files).length > 0) || Boolean(file);
}
