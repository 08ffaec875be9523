import { late } from '../../domain/late.ts';
import type { Said } from '../../domain/said.ts';

/** What listing, fetching and adding CA certificates says. */
export const caWords = late(() => ({
  noImageName: (directory: string): Said => ({
    en: `no image name can begin with ${directory}, so nothing here is ever read`,
    'zh-CN': `没有任何镜像名能以 ${directory} 开头，因此这里的内容永远不会被读取`,
  }),
  defaultPort: (host: string, bare: string): Said => ({
    en: `is used for images named ${host}/…, not for those named ${bare}/…`,
    'zh-CN': `只用于名为 ${host}/… 的镜像，不用于名为 ${bare}/… 的镜像`,
  }),
  notForMirror: (host: string): Said => ({
    en: `is not read where ${host} is a mirror of Docker Hub: in this store the CA of a mirror belongs in a hosts.toml for docker.io`,
    'zh-CN': `当 ${host} 作为 Docker Hub 的镜像站时不会读取这里：在这种存储中，镜像站的 CA 要写在 docker.io 的 hosts.toml 里`,
  }),
  notRead: (reason: Said): Said => ({
    en: `is not read: ${reason.en}`,
    'zh-CN': `不会读取：${reason['zh-CN']}`,
  }),
  unreadable: (): Said => ({
    en: 'cannot be read with the permissions of this run',
    'zh-CN': '当前运行的权限无法读取',
  }),
  noWay: (host: string, why: Said): Said => ({
    en: `${host} ${why.en}, so it presented no certificate`,
    'zh-CN': `${host} ${why['zh-CN']}，因此没有出示证书`,
  }),
  onlyLeaf: (host: string, issuer: string): Said => ({
    en: `${host} presents only its own certificate, issued by "${issuer}", and not the certificate of that CA: ask its operator for the CA certificate, and use --file`,
    'zh-CN': `${host} 只出示了自己的证书（由“${issuer}”签发），没有出示该 CA 的证书：请向其运维方索取 CA 证书，然后使用 --file`,
  }),
  noFingerprint: (text: string): Said => ({
    en: `--accept ${text} is not a SHA-256, which has 64 hexadecimal digits, with or without colons`,
    'zh-CN': `--accept ${text} 不是 SHA-256：它应有 64 位十六进制数字，可带冒号`,
  }),
  notPresented: (host: string, sha256: string): Said => ({
    en: `${host} does not present the certificate ${sha256}: either it is not the server you mean, or its certificates have been replaced. Nothing was changed`,
    'zh-CN': `${host} 没有出示证书 ${sha256}：要么它不是您所指的服务器，要么证书已被更换。没有做任何改动`,
  }),
  needsConsent: (host: string, sha256: string): Said => ({
    en: `A certificate that came over the wire is trusted only with your consent: check ${sha256} with the operator of ${host}, then add --accept ${sha256}`,
    'zh-CN': `从网络上取得的证书须经您同意才会被信任：请把 ${sha256} 与 ${host} 运维方提供的值核对，然后加上 --accept ${sha256}`,
  }),
  fileOrServer: (): Said => ({
    en: 'Say where the certificate is: either --file FILE or --from-server',
    'zh-CN': '请说明证书在哪里：--file FILE 或 --from-server 二选一',
  }),
}));
