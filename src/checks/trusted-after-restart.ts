import { systemFolders, trustStores } from '../domain/trust-stores.ts';
import { parseBundle } from '../probes/certificate.ts';
import { check } from './contract.ts';
import { restart } from './service-command.ts';
import { placeOf, subjectOf } from './sights.ts';
import { say } from './write.ts';

/** Where the distributions' tools take local CAs from, and where Go looks by itself. */
const folders = [...trustStores.map(({ anchors }) => anchors), ...systemFolders];
/** Made anew with each CA that is added: its age says nothing of what else is in it. */
const bundle = /\/(ca-certificates|ca-bundle(\.trust)?)\.crt$/;

/** The CA is in the system's store now, and the engine has loaded the store before. */
export const trustedAfterRestart = check({
  code: 'DC2005',
  severity: 'notice',
  title: say('The CA was installed after the engine was started', 'CA 是在引擎启动之后安装的'),
  about: say(
    "The engine loads the system's certificates once, with the first connection that needs them. A CA that was added since then is trusted by curl and by this doctor, but not by the engine until it is restarted. That the engine has already loaded them is visible only if it has refused the certificate before.",
    '引擎只在第一次需要时加载一次系统证书。之后添加的 CA 会被 curl 和本工具信任，但引擎在重启之前不信任它。只有当引擎已经拒绝过该证书时，才能确定它已经加载过。',
  ),
  ways: [say('restart the engine', '重启引擎')],
  reads: ['routes', 'facts', 'service', 'journal'],
  judge: ({ routes, facts, service, journal }) => {
    const started = service?.startedAt ?? null;
    if (started === null) return [];
    const newer = [...facts.files.values()].filter(
      ({ path, modifiedAt }) =>
        folders.some((folder) => path.startsWith(folder)) &&
        !bundle.test(path) &&
        (modifiedAt ?? 0) > started,
    );
    const added = new Map(
      newer.flatMap(({ path, state }) =>
        state.kind === 'file'
          ? parseBundle(new TextDecoder('latin1').decode(state.bytes)).map(
              (each) => [each.subject, path] as const,
            )
          : [],
      ),
    );
    return routes.flatMap(({ walks }) =>
      walks.flatMap((walk) =>
        walk.hops.flatMap((hop) => {
          const chain = hop.tls.kind === 'saw' && hop.verdict?.ok ? hop.tls.data.chain : [];
          const issuers = chain.flatMap((pem) => parseBundle(pem)).map(({ issuer }) => issuer);
          const path = issuers
            .map((issuer) => added.get(issuer))
            .find((found) => found !== undefined);
          if (path === undefined || !hop.verdict?.verified) return [];
          return [
            {
              subject: subjectOf(hop),
              severity: hasRefused(journal, hop.host) ? ('error' as const) : ('notice' as const),
              text: say(
                `${path} makes the certificate of ${hop.host} valid, but it was installed after the engine was started.`,
                `${path} 使 ${hop.host} 的证书有效，但引擎在它安装之前就已启动。`,
              ),
              seen: [`engine started ${new Date(started).toISOString()}`, path],
              places: [placeOf(walk, 'tls')],
              remedies: [
                restart(
                  say('restart the engine when its containers allow it', '在容器允许时重启引擎'),
                  facts,
                  [{ kind: 'restart' }],
                ),
              ] as const,
            },
          ];
        }),
      ),
    );
  },
});

/** The engine's own words: it has verified this host's certificate, and had not loaded the CA. */
function hasRefused(journal: readonly string[] | null, host: string): boolean {
  return (journal ?? []).some(
    (line) => line.includes(host) && line.includes('certificate signed by unknown authority'),
  );
}
