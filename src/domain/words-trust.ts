import { late } from './late.ts';
import type { Said } from './said.ts';

/** Why a hop's certificate is judged as it is. */
export const trustWords = late(() => ({
  insecure: (host: string, entry: string): Said => ({
    en: `the insecure-registries entry "${entry}" covers ${host}: its certificate is not verified`,
    'zh-CN': `insecure-registries 中的“${entry}”涵盖 ${host}：不校验它的证书`,
  }),
  insecureClassic: (host: string, entry: string): Said => ({
    en: `the insecure-registries entry "${entry}" covers ${host}: its certificate is not verified, and its certs.d directory is not read`,
    'zh-CN': `insecure-registries 中的“${entry}”涵盖 ${host}：不校验它的证书，也不读取它的 certs.d 目录`,
  }),
  insecureMirrorSpreads: (hub: string, host: string, entry: string): Said => ({
    en: `in the containerd store all endpoints of Docker Hub share one client, and the insecure-registries entry "${entry}" covers ${host}: the certificate of ${hub} is not verified either`,
    'zh-CN': `在 containerd 存储中，Docker Hub 的所有端点共用一个客户端，而 insecure-registries 中的“${entry}”涵盖 ${host}：因此 ${hub} 的证书同样不会被校验`,
  }),
  loopback: (host: string): Said => ({
    en: `${host} is this machine itself, whose certificate the containerd store does not verify`,
    'zh-CN': `${host} 就是本机，containerd 存储不校验它的证书`,
  }),
  plainHttp: (host: string): Said => ({
    en: `plain HTTP to ${host}: there is no certificate to verify`,
    'zh-CN': `以明文 HTTP 访问 ${host}：没有证书可校验`,
  }),
  skipVerify: (path: string): Said => ({
    en: `${path} sets skip_verify: the certificate is not verified`,
    'zh-CN': `${path} 设置了 skip_verify：不校验证书`,
  }),
  directory: (path: string): Said => ({
    en: `the system's certificates and those in ${path}`,
    'zh-CN': `系统证书以及 ${path} 中的证书`,
  }),
  noDirectory: (path: string): Said => ({
    en: `the system's certificates; ${path} does not exist`,
    'zh-CN': `系统证书；${path} 不存在`,
  }),
  hostsToml: (path: string): Said => ({
    en: `the system's certificates and those that ${path} names for it`,
    'zh-CN': `系统证书以及 ${path} 为它指定的证书`,
  }),
  classicHub: (): Said => ({
    en: "the system's certificates; the classic store reads no certs.d directory for Docker Hub itself",
    'zh-CN': '系统证书；经典存储不会为 Docker Hub 本身读取任何 certs.d 目录',
  }),
  sharedWithHub: (path: string | null): Said => ({
    en: `mirrors share Docker Hub's client in the containerd store: the system's certificates${path ? ` and those in ${path}` : ''}, not the mirror's own certs.d directory`,
    'zh-CN': `在 containerd 存储中，镜像站与 Docker Hub 共用一个客户端：使用系统证书${path ? `以及 ${path} 中的证书` : ''}，不读取镜像站自己的 certs.d 目录`,
  }),
  tokenSystemOnly: (): Said => ({
    en: "before 29.5 the containerd store trusts only the system's certificates for token servers, whatever certs.d or insecure-registries say",
    'zh-CN':
      '29.5 之前的 containerd 存储访问令牌服务器时只用系统证书，不理会 certs.d 和 insecure-registries',
  }),

  ignoredName: (name: string): Said => ({
    en: `${name} is not read: only .crt files are CA certificates here; rename it to end in .crt`,
    'zh-CN': `不会读取 ${name}：这里只有 .crt 文件才是 CA 证书；请把它改名为以 .crt 结尾`,
  }),
  notPem: (name: string): Said => ({
    en: `${name} contains no PEM certificate, so it has no effect; convert it with openssl x509 -inform der -out ${name}`,
    'zh-CN': `${name} 中没有 PEM 证书，因此不起作用；请用 openssl x509 -inform der -out ${name} 转换`,
  }),
  hostsTomlClassic: (): Said => ({
    en: 'the classic store does not read hosts.toml',
    'zh-CN': '经典存储不读取 hosts.toml',
  }),
  hostsTomlBroken: (engineText: string): Said => ({
    en: `hosts.toml cannot be parsed, so the engine logs the error and uses the certificate files instead (${engineText})`,
    'zh-CN': `hosts.toml 无法解析，引擎记录日志后改用证书文件（${engineText}）`,
  }),
  besideHostsToml: (name: string): Said => ({
    en: `${name} is not read beside a hosts.toml; name it there with ca = "${name}"`,
    'zh-CN': `有 hosts.toml 时不会读取 ${name}；请在其中写 ca = "${name}"`,
  }),
}));
