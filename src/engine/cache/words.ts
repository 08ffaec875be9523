import { late } from '../../domain/late.ts';
import type { Said } from '../../domain/said.ts';

/** What installing, looking at and removing the cache says. */
export const cacheWords = late(() => ({
  needsSystemd: (): Said => ({
    en: 'The cache is a systemd unit, and this host does not run systemd: run a registry with `proxy: remoteurl: https://registry-1.docker.io` yourself, and add it with dockcfg apply --add-mirror',
    'zh-CN':
      '缓存是一个系统级 systemd 单元，而本机不由 systemd 管理：请自行运行设置了 `proxy: remoteurl: https://registry-1.docker.io` 的 registry，再用 dockcfg apply --add-mirror 添加它',
  }),
  oldSystemd: (version: number, least: number): Said => ({
    en: `systemd ${version} is too old for the cache, which needs ${least} or later: run the cache on another host, and point this host at it with dockcfg apply --add-mirror`,
    'zh-CN': `systemd ${version} 太旧，缓存需要 ${least} 或更高版本：请在另一台主机上运行缓存，再用 dockcfg apply --add-mirror 让本机使用它`,
  }),
  noProgram: (): Said => ({
    en: 'There is no registry program on this host: install one with `apt install docker-registry` (Debian, Ubuntu) or `dnf install docker-distribution` (Red Hat, with EPEL), download a release of distribution and name it with --binary PATH, or run it in a container: load its image (docker load, docker pull registry:3) and name that with --container IMAGE',
    'zh-CN':
      '本机没有可运行的 registry 程序：请用 `apt install docker-registry`（Debian、Ubuntu）或 `dnf install docker-distribution`（Red Hat，需 EPEL）安装，或下载 distribution 的发布包并用 --binary PATH 指明；也可以用容器运行：先取得它的镜像（docker load 或 docker pull registry:3），再用 --container IMAGE 指明',
  }),
  noSuchProgram: (path: string): Said => ({
    en: `--binary ${path}: there is no such program on this host`,
    'zh-CN': `--binary ${path}：本机没有这个程序`,
  }),
  notListen: (text: string): Said => ({
    en: `--listen ${text} is not an address with a port: write 127.0.0.1:5000, 0.0.0.0:5000 or [::]:5000`,
    'zh-CN': `--listen ${text} 不是地址加端口：请写成 127.0.0.1:5000、0.0.0.0:5000 或 [::]:5000`,
  }),
  lowPort: (port: number): Said => ({
    en: `--listen: port ${port} is below 1024, and the cache has no right to such ports; use 5000, or put a proxy in front of it`,
    'zh-CN': `--listen：端口 ${port} 小于 1024，缓存无权使用；请使用 5000，或在它前面放一个代理`,
  }),
  notPath: (option: string, text: string): Said => ({
    en: `${option} ${text} cannot be used as a path here: it must be absolute, and consist of letters, digits and . _ + - /`,
    'zh-CN': `${option} ${text} 不是可用的路径：它必须是绝对路径，只含字母、数字和 . _ + - /`,
  }),
  notProxy: (reason: string): Said => ({
    en: `--upstream-proxy could not be used: ${reason}`,
    'zh-CN': `--upstream-proxy 无法使用：${reason}`,
  }),
  passwordInArgument: (variable: string): Said => ({
    en: `The URL after --upstream-proxy contains a password, and every user of this host can read command lines: put the whole URL into ${variable} instead`,
    'zh-CN': `--upstream-proxy 后面的 URL 含有密码，而本机所有用户都能看到命令行：请改为把整个 URL 写进 ${variable}`,
  }),
  keyWithoutPair: (): Said => ({
    en: '--tls-cert and --tls-key belong together: set both',
    'zh-CN': '--tls-cert 与 --tls-key 必须同时给出',
  }),
  noName: (path: string): Said => ({
    en: `${path} names no host, so nobody could verify it: use a certificate with the cache's name, or set the name with --server-name`,
    'zh-CN': `${path} 中没有主机名，因此无人能校验它：请使用含有缓存名称的证书，或用 --server-name 指明名称`,
  }),
  unreadableCertificate: (path: string, reason: Said): Said => ({
    en: `${path}: ${reason.en}`,
    'zh-CN': `${path}：${reason['zh-CN']}`,
  }),
  configuration: (): Said => ({
    en: 'What the cache serves, where it listens and where it keeps its layers.',
    'zh-CN': '缓存提供什么、在哪里监听、把镜像层存放在哪里。',
  }),
  environment: (): Said => ({
    en: 'How the cache reaches Docker Hub; only root may read it, because it may contain a password.',
    'zh-CN': '缓存自己访问 Docker Hub 的方式；其中可能含有密码，因此只有 root 可读。',
  }),
  unit: (binary: string): Said => ({
    en: `The cache runs ${binary}, without root privileges and without Docker.`,
    'zh-CN': `缓存运行 ${binary}，不使用 root 权限，也不依赖 Docker。`,
  }),
  container: (image: string): Said => ({
    en: `The cache runs in a container of ${image}, started after the engine and never pulled; while it is down, the engine goes to Docker Hub itself.`,
    'zh-CN': `缓存在 ${image} 的容器中运行，在引擎之后启动，且从不拉取该镜像；它不在时，引擎直接访问 Docker Hub。`,
  }),
  notImage: (text: string): Said => ({
    en: `--container ${text} is not an image name`,
    'zh-CN': `--container ${text} 不是镜像名`,
  }),
  binaryOrContainer: (): Said => ({
    en: '--binary and --container both say what to run: use only one of them',
    'zh-CN': '--binary 与 --container 都指明运行什么：请只给出一个',
  }),
  imageNotHere: (image: string): Said => ({
    en: `--container ${image}: this engine does not have the image, and a cache that must be pulled first could never start without Docker Hub: run docker pull ${image}, or docker load it from a file`,
    'zh-CN': `--container ${image}：本机引擎没有这个镜像；需要先拉取才能启动的缓存，在没有 Docker Hub 时永远无法启动：请先 docker pull ${image}，或用 docker load 从文件载入`,
  }),
  noDocker: (): Said => ({
    en: '--container needs the docker command on this host, in /usr/bin or /usr/local/bin',
    'zh-CN': '--container 需要本机 /usr/bin 或 /usr/local/bin 中有 docker 命令',
  }),
  wanted: (): Said => ({
    en: 'The cache starts with the system.',
    'zh-CN': '缓存随系统启动。',
  }),
  starts: (): Said => ({
    en: 'The cache is started, or stopped if its unit is gone.',
    'zh-CN': '启动缓存；如果它的单元已不存在，则停止它。',
  }),
  hubStaysVerified: (): Said => ({
    en: "In this store, a mirror on this machine would switch off the verification of Docker Hub's own certificate; listed in this file, it does not.",
    'zh-CN': '在这种存储中，位于本机的镜像站会关闭对 Docker Hub 自身证书的校验；写在这里则不会。',
  }),
  gone: (): Said => ({ en: 'The cache is removed.', 'zh-CN': '移除缓存。' }),
  notStarted: (detail: string): Said => ({
    en: `The cache does not start: ${detail}`,
    'zh-CN': `缓存无法启动：${detail}`,
  }),
  throughProxy: (url: string): Said => ({
    en: `The engine would go to ${url} through its proxy: add its host to no-proxy`,
    'zh-CN': `引擎会经由代理访问 ${url}：请把该主机加入 no-proxy`,
  }),
}));
