import type { Remedy } from '../domain/finding.ts';
import { parseInsecureEntry } from '../domain/insecure.ts';
import { check } from './contract.ts';
import { exactMirrors, insecureChange } from './desired.ts';
import type { Evidence } from './evidence.ts';
import { type HopSight, hopSights } from './sights.ts';
import { again, ask, dockcfg, run, say } from './write.ts';

/** HTTPS is expected, and the port speaks plain HTTP. */
export const plainHttp = check({
  code: 'DC2017',
  severity: 'error',
  title: say('The server speaks plain HTTP, not HTTPS', '服务器使用明文 HTTP，而不是 HTTPS'),
  about: say(
    '"server gave HTTP response to HTTPS client": the registry has no TLS. The engine uses plain HTTP only for hosts listed in insecure-registries, with the very host and port of the image name; a mirror says it in its URL.',
    '“server gave HTTP response to HTTPS client”：仓库没有启用 TLS。引擎只对 insecure-registries 中列出的、主机和端口与镜像名完全一致的仓库使用明文 HTTP；镜像站则由其 URL 决定。',
  ),
  ways: [
    say('give the registry TLS', '为仓库启用 TLS'),
    say(
      'list it as insecure: dockcfg apply --add-insecure-registry HOST:PORT',
      '列为不安全仓库：dockcfg apply --add-insecure-registry HOST:PORT',
    ),
  ],
  reads: ['routes', 'views'],
  causes: ['DC5006', 'DC5016', 'DC5004', 'DC5015', 'DC5008', 'DC5013'],
  judge: ({ routes, views }) =>
    hopSights(routes).flatMap((sight) => {
      const { hop, subject, severity, place, walk } = sight;
      if (hop.tls.kind !== 'failed' || !hop.sniff?.plainHttp || hop.proxyTls) return [];
      return [
        {
          subject,
          severity,
          text: say(
            `${hop.host}:${hop.port} answers in plain HTTP, and the engine speaks HTTPS to it.`,
            `${hop.host}:${hop.port} 以明文 HTTP 应答，而引擎对它使用 HTTPS。`,
          ),
          seen: [`TLS: ${hop.tls.code}`, `plain: ${hop.sniff.plainHttp}`],
          places: [place('tls')],
          remedies: [
            remedyFor(sight, views),
            ask(
              say(
                `Please give the registry on ${hop.host}:${hop.port} TLS; it speaks plain HTTP.`,
                `请为 ${hop.host}:${hop.port} 上的仓库启用 TLS；目前它使用明文 HTTP。`,
              ),
            ),
            again(walk.image),
          ],
        },
      ];
    }),
});

function remedyFor({ walk, hop, subject }: HopSight, views: Evidence['views']): Remedy {
  if (walk.endpoint.role === 'mirror') return mirrorOverHttp(walk.endpoint.url, views);
  const parsed = parseInsecureEntry(hop.port === 443 ? `${hop.host}` : subject);
  if ('problem' in parsed)
    return run(say('see the entry', '查看该条目'), ['dockcfg', 'show', 'insecure-registries']);
  return dockcfg(
    say(
      `list ${parsed.entry} as insecure: then anybody on the way can read and change what is pulled from it`,
      `把 ${parsed.entry} 列为不安全仓库：此后途中的任何人都能读取和篡改从它拉取的内容`,
    ),
    {
      command: ['dockcfg', 'apply', '--add-insecure-registry', parsed.entry],
      risk: 'loosens-security',
      desired: insecureChange({ add: [parsed.entry] }),
    },
  );
}

/** An http:// mirror needs no insecure entry (measured on 20.10, 26.1, 28.5 and 29.7). */
function mirrorOverHttp(url: string, { files }: Evidence['views']): Remedy {
  const plain = url.replace(/^https:/, 'http:');
  const values = files.mirrors.map((mirror) =>
    mirror.replace(/\/+$/, '') === url.replace(/\/+$/, '') ? plain : mirror,
  );
  return dockcfg(
    say(
      `write the mirror as ${plain}: then anybody on the way can read and change what is pulled from it`,
      `把镜像站写成 ${plain}：此后途中的任何人都能读取和篡改从它拉取的内容`,
    ),
    {
      command: ['dockcfg', 'apply', ...values.flatMap((value) => ['--mirror', value])],
      risk: 'loosens-security',
      desired: exactMirrors(values, files.engine.version),
    },
  );
}
