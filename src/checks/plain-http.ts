import type { Remedy } from '../domain/finding.ts';
import { parseInsecureEntry } from '../domain/insecure.ts';
import { bareMirror } from '../domain/mirror-url.ts';
import type { Said } from '../domain/said.ts';
import type { HopSeen } from '../probes/seen.ts';
import { check } from './contract.ts';
import { exactMirrors, insecureChange } from './desired.ts';
import type { Evidence } from './evidence.ts';
import { isPublicRegistry } from './inspectors.ts';
import { type HopSight, hopSights } from './sights.ts';
import { tunnelOf, tunnelRemedies } from './tunnels.ts';
import { again, ask, dockcfg, leading, run, say } from './write.ts';

/** HTTPS is expected, and the port speaks plain HTTP. */
export const plainHttp = check({
  code: 'DC2017',
  severity: 'error',
  title: say('The server speaks plain HTTP, not HTTPS', '服务器使用明文 HTTP，而不是 HTTPS'),
  about: say(
    '"server gave HTTP response to HTTPS client": the registry has no TLS. The engine uses plain HTTP only for hosts listed in insecure-registries, with exactly the host and port of the image name; for a mirror, the scheme of its URL decides.',
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
          text: textOf(hop),
          seen: [`TLS: ${hop.tls.code}`, `plain: ${hop.sniff.plainHttp}`],
          places: [place('tls')],
          remedies: isPublicRegistry(hop.host)
            ? leading(inItsPlace(hop), again(walk.image))
            : [remedyFor(sight, views), askFor(hop), again(walk.image)],
        },
      ];
    }),
});

/** A public registry has TLS, always: whoever answers in plain HTTP there stands in its place. */
function textOf(hop: HopSeen): Said {
  const { host, port } = hop;
  const proxy = tunnelOf(hop);
  const by =
    proxy === null ? say('', '') : say(` through the proxy ${proxy}`, `通过代理 ${proxy} `);
  if (!isPublicRegistry(host)) {
    return say(
      `${host}:${port} answers in plain HTTP${by.en}, but the engine speaks HTTPS to it.`,
      `${host}:${port} ${by['zh-CN']}以明文 HTTP 应答，而引擎对它使用 HTTPS。`,
    );
  }
  return say(
    `Something else answers${by.en} in place of ${host}:${port}, in plain HTTP: a sign-in page of this network, a filter or a proxy.`,
    `${by['zh-CN']}有其他东西代替 ${host}:${port} 以明文 HTTP 应答：本网络的登录页、过滤设备或代理。`,
  );
}

function inItsPlace(hop: HopSeen): readonly Remedy[] {
  const { host, port } = hop;
  if (tunnelOf(hop) !== null) {
    return tunnelRemedies(hop, say('answers in plain HTTP itself', '自己以明文 HTTP 应答'));
  }
  const to = port === 443 ? host : `${host}:${port}`;
  return [
    run(
      say(
        'see what answers there, and sign in if it asks for that',
        '查看是什么在应答；如需登录则先登录',
      ),
      [...['curl', '-sSi', '--max-time', '10', `http://${host}:${port}/v2/`]],
    ),
    ask(
      say(
        `Please let this host reach ${to}: something else in this network answers in its place, in plain HTTP.`,
        `请允许本机访问 ${to}：本网络中有东西代替它以明文 HTTP 应答。`,
      ),
    ),
  ];
}

function askFor({ host, port }: HopSeen): Remedy {
  return ask(
    say(
      `Please give the registry on ${host}:${port} TLS; it speaks plain HTTP.`,
      `请为 ${host}:${port} 上的仓库启用 TLS；目前它使用明文 HTTP。`,
    ),
  );
}

function remedyFor({ walk, hop, subject }: HopSight, views: Evidence['views']): Remedy {
  if (walk.endpoint.role === 'mirror') return mirrorOverHttp(walk.endpoint.url, views);
  const parsed = parseInsecureEntry(hop.port === 443 ? `${hop.host}` : subject);
  if ('problem' in parsed)
    return run(say('see the entry', '查看该条目'), ['dockcfg', 'show', 'insecure-registries']);
  return dockcfg(
    say(
      `list ${parsed.entry} as insecure: anybody on the network path can then read and change what is pulled from it`,
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
    bareMirror(mirror) === bareMirror(url) ? plain : mirror,
  );
  return dockcfg(
    say(
      `write the mirror as ${plain}: anybody on the network path can then read and change what is pulled from it`,
      `把镜像站写成 ${plain}：此后途中的任何人都能读取和篡改从它拉取的内容`,
    ),
    {
      command: ['dockcfg', 'apply', ...values.flatMap((value) => ['--mirror', value])],
      risk: 'loosens-security',
      desired: exactMirrors(values, files.engine.version),
    },
  );
}
