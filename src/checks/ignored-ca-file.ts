import type { Said } from '../domain/said.ts';
import type { EngineView } from '../domain/view.ts';
import { certificateSights, chainLines } from './certificate-sights.ts';
import { check } from './contract.ts';
import { trustFor } from './desired.ts';
import { goMinorIn } from './go-minor.ts';
import { isDer, type TrustFix, trustFixes } from './trust-fixes.ts';
import { trustPlaceFor } from './trust-place.ts';
import { dockcfg, say } from './write.ts';

/** The CA is in the right directory, in a file the engine does not read. */
export const ignoredCaFile = check({
  code: 'DC2004',
  severity: 'error',
  title: say('The CA file is ignored', 'CA 文件被忽略'),
  about: say(
    'In a trust directory only files ending in .crt are CA certificates, and only in PEM form. A .pem or .cer file is silently ignored, a DER file named .crt has no effect in the classic store and is an error in the containerd store, and a CA saved as .cert is taken for a client certificate.',
    '在信任目录中，只有以 .crt 结尾的文件才是 CA 证书，并且必须是 PEM 格式。.pem 或 .cer 文件会被静默忽略；名为 .crt 的 DER 文件在经典存储中不起作用、在 containerd 存储中则报错；保存为 .cert 的 CA 会被当作客户端证书。',
  ),
  ways: [
    say('rename the file to end in .crt', '把文件改名为以 .crt 结尾'),
    say(
      'convert DER to PEM: openssl x509 -inform der -in ca.crt -out ca.crt',
      '把 DER 转换为 PEM：openssl x509 -inform der -in ca.crt -out ca.crt',
    ),
  ],
  reads: ['routes', 'views', 'facts'],
  causes: ['DC2026'],
  judge: ({ routes, views, facts }) =>
    certificateSights(routes, ['unknown-authority']).flatMap((sight) => {
      const where = trustPlaceFor(sight, views.used);
      if (where.kind === 'system') return [];
      const options = { now: sight.walk.begunAt, goMinor: goMinorIn(facts), files: facts.files };
      const fixes = trustFixes(sight, views.used, options);
      const fix = fixes.find(({ directory }) => directory === where.host);
      if (!fix) return [];
      const files = views.used.trustDirectories.get(fix.directory) ?? [];
      const bytes = files.find(({ path }) => path === fix.path)?.bytes ?? null;
      const der = bytes !== null && bytes[0] === 0x30 && isDer(bytes);
      return [
        {
          subject: fix.path,
          severity: sight.severity,
          text: whyIgnored(fix, { der, view: views.used }),
          seen: [`${fix.path} would make the engine accept it`, ...chainLines(sight)],
          places: [sight.place('tls')],
          remedies: [
            dockcfg(
              say(
                `write it as PEM into ${where.path}/ca.crt; no reload is needed`,
                `以 PEM 格式写入 ${where.path}/ca.crt；无需重新加载`,
              ),
              {
                command: ['dockcfg', 'apply', '--ca', `${where.host}=${fix.path}`],
                risk: 'safe',
                desired: trustFor(where.host, fix.certificates),
              },
            ),
          ],
        },
      ];
    }),
});

function whyIgnored(
  { path, name, directory }: TrustFix,
  { der, view }: { readonly der: boolean; readonly view: EngineView },
): Said {
  if (der) {
    return say(
      `${path} contains the right CA, but in DER form; the engine reads only PEM.`,
      `${path} 中的 CA 是正确的，但采用 DER 格式；引擎只读取 PEM。`,
    );
  }
  const isNamedElsewhere = name.endsWith('.crt') && view.hostsToml?.has(directory) === true;
  return isNamedElsewhere
    ? say(
        `${path} contains the right CA, but the engine reads only the CAs that the hosts.toml beside it names (ca = …).`,
        `${path} 中的 CA 是正确的，但引擎只读取旁边 hosts.toml 中指明的 CA（ca = …）。`,
      )
    : whyUnread({ path, name });
}

function whyUnread({ path, name }: Pick<TrustFix, 'path' | 'name'>): Said {
  return name.endsWith('.crt')
    ? say(
        `${path} contains the right CA, but not in a form that the engine reads: each certificate must be between lines that are exactly -----BEGIN CERTIFICATE----- and -----END CERTIFICATE-----.`,
        `${path} 中的 CA 是正确的，但格式不是引擎能读取的：每张证书必须位于内容恰好为 -----BEGIN CERTIFICATE----- 和 -----END CERTIFICATE----- 的两行之间。`,
      )
    : say(
        `${path} contains the right CA, but the engine reads only files ending in .crt there.`,
        `${path} 中的 CA 是正确的，但引擎在那里只读取以 .crt 结尾的文件。`,
      );
}
