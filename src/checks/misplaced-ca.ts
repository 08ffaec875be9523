import type { Remedy } from '../domain/finding.ts';
import { type CertificateSight, certificateSights, chainLines } from './certificate-sights.ts';
import { check, type Found } from './contract.ts';
import { trustFor, trustInSystem } from './desired.ts';
import type { Evidence } from './evidence.ts';
import { goMinorIn } from './go-minor.ts';
import { type TrustFix, trustFixes } from './trust-fixes.ts';
import { type TrustPlace, trustPlaceFor } from './trust-place.ts';
import { dockcfg, say } from './write.ts';

/** The right CA is on this host, in a directory the engine does not read for this registry. */
export const misplacedCa = check({
  code: 'DC2003',
  severity: 'error',
  title: say('The CA is in the wrong directory', 'CA 放错了目录'),
  about: say(
    'The trust directory must be named exactly as the registry is in the image name, port included: images named "host:8443/…" use certs.d/host:8443, images named "host/…" use certs.d/host, and "host:443" is another directory than "host". Mirrors in the containerd store share Docker Hub\'s directory.',
    '信任目录必须与镜像名中的仓库完全同名，包括端口：名为 “host:8443/…” 的镜像使用 certs.d/host:8443，名为 “host/…” 的使用 certs.d/host，而 “host:443” 与 “host” 是不同的目录。containerd 存储中的镜像站使用 Docker Hub 的目录。',
  ),
  ways: [say('put the CA into the directory with the exact name', '把 CA 放入名称完全一致的目录')],
  reads: ['routes', 'views', 'facts'],
  causes: ['DC2020'],
  judge: (evidence) =>
    certificateSights(evidence.routes, ['unknown-authority']).flatMap((sight) =>
      findingOf(sight, evidence),
    ),
});

function findingOf(
  sight: CertificateSight,
  { views, facts }: Pick<Evidence, 'views' | 'facts'>,
): readonly Found[] {
  const where = trustPlaceFor(sight, views.used);
  const options = { now: sight.walk.begunAt, goMinor: goMinorIn(facts), files: facts.files };
  const fix = trustFixes(sight, views.used, options).find(
    ({ directory }) => where.kind === 'system' || directory !== where.host,
  );
  if (!fix) return [];
  return [
    {
      subject: fix.path,
      severity: sight.severity,
      text: textOf(sight, fix, where),
      seen: [`${fix.path} would make the engine accept it`, ...chainLines(sight)],
      places: [sight.place('tls')],
      remedies: [remedyFor(fix, where)],
    },
  ];
}

function textOf({ subject }: CertificateSight, fix: TrustFix, where: TrustPlace) {
  return where.kind === 'system'
    ? say(
        `The CA for ${subject} is in ${fix.path}, but here this engine reads only the system's trust store.`,
        `${subject} 的 CA 在 ${fix.path} 中，但引擎在这里只读取系统信任库。`,
      )
    : say(
        `The CA for ${subject} is in ${fix.path}, but for this name the engine reads ${where.path}.`,
        `${subject} 的 CA 在 ${fix.path} 中，但引擎为该名称读取的是 ${where.path}。`,
      );
}

function remedyFor(fix: TrustFix, where: TrustPlace): Remedy {
  if (where.kind === 'system') {
    return dockcfg(
      say(
        "install it in the system's trust store and restart the engine",
        '把它安装到系统信任库并重启引擎',
      ),
      {
        command: ['dockcfg', 'apply', '--system-ca', fix.path],
        risk: 'restart',
        desired: trustInSystem(fix.certificates),
      },
    );
  }
  return dockcfg(
    say(
      `install it for ${where.host} as well; no reload is needed`,
      `同时为 ${where.host} 安装；无需重新加载`,
    ),
    {
      command: ['dockcfg', 'apply', '--ca', `${where.host}=${fix.path}`],
      risk: 'safe',
      desired: trustFor(where.host, fix.certificates),
    },
  );
}
