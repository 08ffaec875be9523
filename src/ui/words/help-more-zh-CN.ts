import { late } from '../../domain/late.ts';
import type { moreHelpEn } from './help-more-en.ts';

/** mirrors、ca、cache 三组命令的中文帮助。 */
export const moreHelpZhCN = late((): typeof moreHelpEn => ({
  commands: {
    'mirrors rank': {
      summary: '用真实数据测量 Docker Hub 的镜像站，并为可用者排名',
      details:
        '候选来自此处给出的地址、本机已有的配置和随附的列表。所有候选同时尝试，使用引擎自己的代理和信任设置；最快的几个用真实镜像层测速三轮，每轮最多 4 MiB，按下载 10 MiB 的层所需时间排序。除非明确要求，不会写入任何内容。',
      examples: [
        'dockcfg mirrors rank',
        'dockcfg mirrors rank https://mirror.example --no-presets',
        'dockcfg mirrors rank --image library/nginx:1.27 --write',
      ],
    },
    'mirrors check': {
      summary: '检查本机的镜像站是否提供与 Docker Hub 相同的内容',
      details: '只要有一个不正常，就以 1 退出。',
      examples: ['dockcfg mirrors check', 'dockcfg mirrors check https://mirror.example --json'],
    },
    'ca list': {
      summary: '列出为各仓库安装的证书，以及引擎会读取其中哪些',
      details: '',
      examples: ['dockcfg ca list', 'dockcfg ca list harbor.example:8443 --json'],
    },
    'ca fetch': {
      summary: '按引擎的路径连接仓库，输出它出示的 CA 证书',
      details:
        '证书输出到 stdout，其说明输出到 stderr。从网络上取得的证书不能证明任何事：在信任它之前，请与运维方提供的 SHA-256 核对。',
      examples: ['dockcfg ca fetch harbor.example:8443 > harbor-ca.pem'],
    },
    'ca add': {
      summary: '为一个仓库信任某个 CA 证书，安装到本机引擎和存储会读取的位置',
      details:
        '证书来自文件，或来自服务器出示的内容；后者必须用 --accept 给出其 SHA-256，或经询问确认。',
      examples: [
        'dockcfg ca add harbor.example:8443 --file harbor-ca.pem',
        'dockcfg ca add harbor.example:8443 --from-server --accept 9F:86:D0:81:…',
      ],
    },
    'ca remove': {
      summary: '不再信任为某个仓库安装的 CA 证书',
      details: '',
      examples: ['dockcfg ca remove harbor.example:8443'],
    },
    'cache install': {
      summary: '在本机运行 Docker Hub 的拉取缓存，并通过它拉取',
      details:
        '它是一个 systemd 单元，运行发行版提供的 registry 程序，因此不依赖于它所服务的 Docker。不给出 --upstream-proxy 时，使用本机引擎的代理。',
      examples: [
        'dockcfg cache install',
        'dockcfg cache install --check --diff',
        'dockcfg cache install --listen 0.0.0.0:5000 --tls-cert /etc/ssl/cache.pem --tls-key /etc/ssl/cache.key',
      ],
    },
    'cache status': {
      summary: '显示缓存是否在运行、能否提供 Docker Hub 的内容、本机是否在使用它',
      details: '',
      examples: ['dockcfg cache status'],
    },
    'cache remove': {
      summary: '停止并移除缓存，不再通过它拉取',
      details: '已缓存的内容会保留；报告会说明其位置。',
      examples: ['dockcfg cache remove'],
    },
  },
  operands: {
    url: '镜像站，例如 https://mirror.example',
    host: '仓库，与镜像名中的写法相同：harbor.example:8443',
  },
  options: {
    write: '不询问，直接把顺序写入 registry-mirrors',
    'no-presets': '不使用随附的公共镜像站列表',
    file: 'CA 证书文件',
    'from-server': '使用服务器出示的 CA 证书',
    listen: '缓存的监听地址（默认 127.0.0.1:5000）',
    storage: '缓存保存镜像层的目录（默认 /var/lib/dockcfg-cache）',
    'upstream-proxy': '缓存访问 Docker Hub 所用的代理；none 表示不用',
    'tls-cert': '缓存的证书链，PEM 格式；给出后使用 HTTPS',
    'tls-key': '该证书的私钥',
    'server-name': '其他主机访问缓存所用的名称',
    binary: 'registry 程序的路径，用于它不在常见位置的情况',
    container: '用本机引擎已有的镜像（如 registry:3）在容器中运行',
  },
}));
