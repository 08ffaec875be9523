import type { Remedy } from '../domain/finding.ts';
import type { TrustPolicy } from '../domain/route.ts';
import type { Said } from '../domain/said.ts';
import type { EngineView } from '../domain/view.ts';
import { parseBundle, parseCertificate } from '../probes/certificate.ts';
import { check } from './contract.ts';
import { trustFor } from './desired.ts';
import { isDer } from './trust-fixes.ts';
import { dockcfg, run, say } from './write.ts';

/** A trust directory, mirror or block list that ends every pull before anything is dialled. */
export const brokenTrustDirectory = check({
  code: 'DC2019',
  severity: 'error',
  title: say('The configuration stops the pull before it begins', '配置使拉取在开始前就被拒绝'),
  about: say(
    'Some mistakes end a pull before any connection is made: in a trust directory, a certificate without its key, a key without its certificate, a key that is encrypted or belongs to another certificate, a CA saved as .cert, or an unreadable file; a file in place of the directory itself; or a registry that the configuration blocks. In the classic store, a broken directory of any mirror stops every pull from Docker Hub.',
    '有些错误会在访问网络之前就中止拉取：信任目录中的证书缺少密钥（或密钥不属于该证书、密钥已加密，或密钥缺少证书）、CA 保存为 .cert、目录中有不可读的文件，本应是目录的位置却是一个文件，或仓库被配置屏蔽。在经典存储中，任何一个镜像站的目录损坏都会使所有 Docker Hub 拉取失败。',
  ),
  ways: [
    say(
      'rename CA files to end in .crt; keep client certificates as NAME.cert with NAME.key',
      '把 CA 文件改名为以 .crt 结尾；客户端证书保持 NAME.cert 与 NAME.key 成对',
    ),
  ],
  reads: ['routes', 'views'],
  causes: ['DC5005'],
  judge: ({ routes, views }) =>
    routes.flatMap(({ route, hasImage }) => {
      if (!route.refused) return [];
      const { canonical, domain } = route.reference;
      const name = hasImage ? canonical : domain;
      const broken = route.endpoints.find(({ trust }) => trust.fatal);
      const directory = broken
        ? (/^https?:\/\/([^/]+)/.exec(broken.url)?.[1] ?? broken.host)
        : route.reference.domain;
      const subject = broken ? `${views.used.certsDir}/${directory}` : route.reference.domain;
      const { refused } = route;
      const misfit = broken ? misfitIn(broken.trust) : say('', '');
      return [
        {
          subject,
          text: say(
            `The engine makes no connection for ${name}: ${refused.en}${misfit.en}`,
            `引擎不会为 ${name} 建立任何连接：${refused['zh-CN']}${misfit['zh-CN']}`,
          ),
          seen: [refused.en],
          places: [],
          remedies: [
            broken
              ? (outOfTheWay(views.used, directory) ??
                inPem(views.used, directory) ??
                asAuthority(views.used, directory) ??
                rightPair(broken.trust, directory) ??
                seeFiles(subject))
              : run(say('see where it is configured', '查看它在哪里配置'), ['dockcfg', 'show']),
            run(say('see the route and its reason', '查看路径及原因'), [
              'dockcfg',
              'explain',
              route.reference.canonical,
            ]),
          ],
        },
      ];
    }),
});

/** `cp ca.crt /etc/docker/certs.d/HOST` makes a file of that name where there is no directory yet. */
function outOfTheWay(view: EngineView, directory: string): Remedy | null {
  if (!view.filesInPlace?.includes(directory)) return null;
  const to = `${view.certsDir.replace(/\/[^/]*$/, '')}/${directory}.pem`;
  return run(
    say(
      `the engine expects a directory of this name: move the file away; if it is the CA, install it afterwards: dockcfg apply --ca ${directory}=${to}`,
      `引擎需要的是同名目录：请把该文件移走；如果它就是 CA，随后用 dockcfg apply --ca ${directory}=${to} 安装`,
    ),
    ['mv', `${view.certsDir}/${directory}`, to],
  );
}

/** A DER file of the name that dockcfg writes itself can be put right without a person. */
function inPem(view: EngineView, directory: string): Remedy | null {
  const files = view.trustDirectories.get(directory) ?? [];
  const file = files.find(({ name, bytes }) => name === 'ca.crt' && bytes && isDer(bytes));
  const certificate = file?.bytes ? parseCertificate(file.bytes) : null;
  if (!file || !certificate) return null;
  return dockcfg(
    say(
      `write ${file.path} as PEM; no reload is needed`,
      `以 PEM 格式写入 ${file.path}；无需重新加载`,
    ),
    {
      command: ['dockcfg', 'apply', '--ca', `${directory}=${file.path}`],
      risk: 'safe',
      desired: trustFor(directory, [certificate]),
    },
  );
}

/** A CA that was saved as .cert, where the engine looks for a client's certificate and its key. */
function asAuthority(view: EngineView, directory: string): Remedy | null {
  const files = view.trustDirectories.get(directory) ?? [];
  const names = new Set(files.map(({ name }) => name));
  const file = files.find(({ name, bytes }) => {
    const stem = name.replace(/\.cert$/, '');
    const isLone = stem !== name && !names.has(`${stem}.key`) && !names.has(`${stem}.crt`);
    return isLone && bytes !== null && holdsAuthority(bytes);
  });
  if (!file) return null;
  const to = file.path.replace(/\.cert$/, '.crt');
  return dockcfg(
    say(
      `rename ${file.path} to ${to}; no reload is needed`,
      `把 ${file.path} 改名为 ${to}；无需重新加载`,
    ),
    {
      command: ['mv', file.path, to],
      risk: 'safe',
      deeds: [{ kind: 'move', path: file.path, to }],
    },
  );
}

/** Nothing but authorities: a client's certificate among them would be lost to the engine. */
function holdsAuthority(bytes: Uint8Array): boolean {
  const held = parseBundle(new TextDecoder('latin1').decode(bytes));
  return held.length > 0 && held.every(({ basicConstraints }) => basicConstraints?.ca);
}

const otherKey = /private key (type )?does not match/;
const unreadKey = /failed to parse private key/;

/** What Go says of a key that is there, in words of its files. */
function misfitIn({ client, fatal }: TrustPolicy): Said {
  const text = fatal?.en ?? '';
  const { keyPath, certificatePath } = client ?? { keyPath: '', certificatePath: '' };
  if (otherKey.test(text)) {
    return say(
      `. The key in ${keyPath} does not belong to the certificate in ${certificatePath}.`,
      `。${keyPath} 中的密钥不属于 ${certificatePath} 中的证书。`,
    );
  }
  if (!unreadKey.test(text)) return say('', '');
  return say(
    `. The engine cannot read the key in ${keyPath}: it does not accept a key with a passphrase.`,
    `。引擎无法读取 ${keyPath} 中的密钥：它不接受带密码的密钥。`,
  );
}

function rightPair({ fatal }: TrustPolicy, directory: string): Remedy | null {
  const text = fatal?.en ?? '';
  if (!otherKey.test(text) && !unreadKey.test(text)) return null;
  return run(
    say(
      'install a certificate and the key that belongs to it, without a passphrase; no reload is needed',
      '安装证书及其对应的、不带密码的密钥；无需重新加载',
    ),
    ['dockcfg', 'apply', '--client-cert', `${directory}=CLIENT.cert,CLIENT.key`],
  );
}

function seeFiles(directory: string): Remedy {
  const text = say('see the files and rename or complete them', '查看这些文件，改名或补齐');
  return run(text, ['ls', '-l', directory]);
}
