import type { DesiredState } from './desired.ts';
import type { Said } from './said.ts';

/** How a flag changes the wish of its field. */
export type FlagEffect = 'exactly' | 'add' | 'remove' | 'set';

/** One command line flag, and the environment variable that stands for it. */
export interface FieldFlag {
  readonly flag: `--${string}`;
  readonly env: `DOCKCFG_${string}`;
  readonly placeholder: string;
  readonly repeatable: boolean;
  readonly effect: FlagEffect;
  /** the member of the field it sets, where the field has members */
  readonly member: string | null;
  readonly help: Said;
}

export type FieldKind = 'list' | 'proxies' | 'registries' | 'certificates' | 'keys';

/** What dockcfg knows of one key of a profile; flags, wizard, schema, help and docs read it. */
export interface Field {
  readonly kind: FieldKind;
  readonly title: Said;
  readonly help: Said;
  /** JSON5, as it would stand in a profile */
  readonly example: string;
  readonly flags: readonly FieldFlag[];
}

/** The profile's keys. The compiler keeps it complete. */
export const fieldTable = {
  'registry-mirrors': {
    kind: 'list',
    title: { en: 'Registry mirrors', 'zh-CN': '镜像站地址' },
    help: {
      en: 'Mirrors of Docker Hub, tried in this order before Docker Hub itself.',
      'zh-CN': 'Docker Hub 的镜像，按此顺序先于 Docker Hub 尝试。',
    },
    example: '["https://mirror.example"]',
    flags: [
      {
        flag: '--mirror',
        env: 'DOCKCFG_MIRROR',
        placeholder: 'URL',
        repeatable: true,
        effect: 'exactly',
        member: null,
        help: {
          en: 'use exactly these mirrors, in this order',
          'zh-CN': '只使用这些镜像，并按此顺序',
        },
      },
      {
        flag: '--add-mirror',
        env: 'DOCKCFG_ADD_MIRROR',
        placeholder: 'URL',
        repeatable: true,
        effect: 'add',
        member: null,
        help: { en: 'add a mirror to those already set', 'zh-CN': '在现有镜像之外再加一个' },
      },
      {
        flag: '--remove-mirror',
        env: 'DOCKCFG_REMOVE_MIRROR',
        placeholder: 'URL',
        repeatable: true,
        effect: 'remove',
        member: null,
        help: { en: 'remove a mirror', 'zh-CN': '移除一个镜像' },
      },
    ],
  },
  'insecure-registries': {
    kind: 'list',
    title: { en: 'Insecure registries', 'zh-CN': '不安全仓库' },
    help: {
      en: 'Registries whose certificate is not verified and that may speak plain HTTP: host[:port] or a network.',
      'zh-CN': '不校验证书、允许明文 HTTP 的仓库：主机[:端口] 或网段。',
    },
    example: '{ add: ["10.0.0.5:5000"], remove: ["old:5000"] }',
    flags: [
      {
        flag: '--insecure-registry',
        env: 'DOCKCFG_INSECURE_REGISTRY',
        placeholder: 'HOST[:PORT]|CIDR',
        repeatable: true,
        effect: 'exactly',
        member: null,
        help: { en: 'exactly these registries are insecure', 'zh-CN': '只有这些仓库是不安全的' },
      },
      {
        flag: '--add-insecure-registry',
        env: 'DOCKCFG_ADD_INSECURE_REGISTRY',
        placeholder: 'HOST[:PORT]|CIDR',
        repeatable: true,
        effect: 'add',
        member: null,
        help: { en: 'add an insecure registry', 'zh-CN': '增加一个不安全仓库' },
      },
      {
        flag: '--remove-insecure-registry',
        env: 'DOCKCFG_REMOVE_INSECURE_REGISTRY',
        placeholder: 'HOST[:PORT]|CIDR',
        repeatable: true,
        effect: 'remove',
        member: null,
        help: { en: 'remove an insecure registry', 'zh-CN': '移除一个不安全仓库' },
      },
    ],
  },
  proxies: {
    kind: 'proxies',
    title: { en: 'Proxies of the engine', 'zh-CN': '引擎的代理' },
    help: {
      en: 'Proxies that the engine itself pulls and pushes through. https-proxy is the one that pulls need.',
      'zh-CN': '引擎自身拉取和推送时使用的代理。拉取镜像需要的是 https-proxy。',
    },
    example:
      '{ "http-proxy": "http://user@proxy:3128", "https-proxy": "http://user@proxy:3128", "no-proxy": "localhost,.corp.example", "password-file": "./pw" }',
    flags: [
      {
        flag: '--http-proxy',
        env: 'DOCKCFG_HTTP_PROXY',
        placeholder: 'URL',
        repeatable: false,
        effect: 'set',
        member: 'http-proxy',
        help: { en: 'proxy for http requests', 'zh-CN': 'http 请求的代理' },
      },
      {
        flag: '--https-proxy',
        env: 'DOCKCFG_HTTPS_PROXY',
        placeholder: 'URL',
        repeatable: false,
        effect: 'set',
        member: 'https-proxy',
        help: {
          en: 'proxy for https requests; the URL of most proxies begins with http://',
          'zh-CN': 'https 请求的代理；多数代理自身的地址是 http://',
        },
      },
      {
        flag: '--no-proxy',
        env: 'DOCKCFG_NO_PROXY',
        placeholder: 'LIST',
        repeatable: false,
        effect: 'set',
        member: 'no-proxy',
        help: {
          en: 'comma-separated hosts, domains and networks that are reached directly',
          'zh-CN': '直连的主机、域名和网段，以逗号分隔',
        },
      },
      {
        flag: '--proxy-password-file',
        env: 'DOCKCFG_PROXY_PASSWORD_FILE',
        placeholder: 'FILE',
        repeatable: false,
        effect: 'set',
        member: 'password-file',
        help: {
          en: "file whose first line is the proxy user's password",
          'zh-CN': '首行为代理用户密码的文件',
        },
      },
    ],
  },
  registries: {
    kind: 'registries',
    title: { en: 'Registries', 'zh-CN': '仓库' },
    help: {
      en: 'What individual registries need: the CA to trust, a client certificate, their own mirrors.',
      'zh-CN': '各个仓库各自需要的：信任的 CA、客户端证书、自己的镜像。',
    },
    example: '{ "harbor.example:8443": { ca: "./corp-ca.pem" } }',
    flags: [
      {
        flag: '--ca',
        env: 'DOCKCFG_CA',
        placeholder: 'HOST=FILE',
        repeatable: true,
        effect: 'set',
        member: 'ca',
        help: { en: 'CA certificate of a registry', 'zh-CN': '仓库的 CA 证书' },
      },
      {
        flag: '--client-cert',
        env: 'DOCKCFG_CLIENT_CERT',
        placeholder: 'HOST=CERT,KEY',
        repeatable: true,
        effect: 'set',
        member: 'client',
        help: {
          en: 'client certificate and key for a registry',
          'zh-CN': '访问仓库用的客户端证书和私钥',
        },
      },
    ],
  },
  'system-ca': {
    kind: 'certificates',
    title: { en: 'CA certificates of the system', 'zh-CN': '系统 CA 证书' },
    help: {
      en: "CA certificates for the system's trust store, which Docker Hub behind an inspecting proxy needs.",
      'zh-CN': '加入系统信任库的 CA 证书；Docker Hub 位于解密代理之后时需要。',
    },
    example: '["./inspection-root.pem"]',
    flags: [
      {
        flag: '--system-ca',
        env: 'DOCKCFG_SYSTEM_CA',
        placeholder: 'FILE',
        repeatable: true,
        effect: 'exactly',
        member: null,
        help: { en: 'CA certificate for the system', 'zh-CN': '加入系统的 CA 证书' },
      },
    ],
  },
  'client-proxies': {
    kind: 'proxies',
    title: { en: 'Proxies of containers and builds', 'zh-CN': '容器和构建的代理' },
    help: {
      en: 'Proxies that the docker client passes to new containers and builds; pulls do not use them.',
      'zh-CN': 'docker 客户端交给新容器和构建的代理；拉取镜像不使用它们。',
    },
    example: '{ "https-proxy": "http://proxy:3128" }',
    flags: [],
  },
  'add-registries': {
    kind: 'list',
    title: { en: 'Search registries', 'zh-CN': '搜索仓库' },
    help: {
      en: 'Registries that are tried before Docker Hub for names without a registry; only the RHEL/CentOS 7 engine (docker 1.13) has this.',
      'zh-CN':
        '镜像名未指定仓库时，先于 Docker Hub 查询的仓库；仅 RHEL/CentOS 7 的引擎（docker 1.13）支持。',
    },
    example: '["quay.io"]',
    flags: [],
  },
  'block-registries': {
    kind: 'list',
    title: { en: 'Blocked registries', 'zh-CN': '屏蔽的仓库' },
    help: {
      en: 'Registries that are never contacted; only the RHEL/CentOS 7 engine (docker 1.13) has this.',
      'zh-CN': '从不联系的仓库；仅 RHEL/CentOS 7 的引擎（docker 1.13）支持。',
    },
    example: '["docker.io"]',
    flags: [],
  },
  daemon: {
    kind: 'keys',
    title: { en: 'Other daemon.json keys', 'zh-CN': '其他 daemon.json 键' },
    help: {
      en: 'Any other key of daemon.json with the value it should have; null removes it.',
      'zh-CN': 'daemon.json 的任何其他键及其应有的值；null 表示删除。',
    },
    example: '{ "log-level": "info" }',
    flags: [],
  },
} as const satisfies Record<keyof DesiredState, Field>;
