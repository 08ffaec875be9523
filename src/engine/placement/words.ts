import type { Origin } from '../../domain/facts.ts';
import { late } from '../../domain/late.ts';
import type { Said } from '../../domain/said.ts';
import type { Reason } from '../../targets/contract.ts';
import { targets } from '../../targets/index.ts';

/** `path:line`, or what can be said of a place that is no file. */
export function placeText(origin: Origin | undefined): Said {
  if (!origin?.path) return { en: 'the command line', 'zh-CN': '命令行' };
  const text = origin.line === null ? origin.path : `${origin.path}:${origin.line}`;
  return { en: text, 'zh-CN': text };
}

/** Why an edit is made; what holds for several keys of a file is said once. */
export const because = late(() => ({
  alreadyThere: (key: string): Reason => ({
    keys: [key],
    say: (keys) => ({
      en: isOne(keys)
        ? `${keys} is already set here, so it is changed here.`
        : `${keys.join(', ')} are already set here, so they are changed here.`,
      'zh-CN': `${keys.join('、')} 已在这里设置，因此就在这里修改。`,
    }),
  }),
  newPlace: (key: string, target: string): Reason => {
    const title = titleOf(target);
    return {
      keys: [key],
      say: (keys) => ({
        en: `${keys.join(', ')} ${isOne(keys) ? 'belongs' : 'belong'} in ${title.en} on this host.`,
        'zh-CN': `在本机上，${keys.join('、')} 应放在 ${title['zh-CN']}。`,
      }),
    };
  },
  unwanted: (key: string): Reason => ({
    keys: [key],
    say: (keys) => ({
      en: `${keys.join(', ')} ${isOne(keys) ? 'is' : 'are'} to be removed.`,
      'zh-CN': `要去掉 ${keys.join('、')}。`,
    }),
  }),
  oneOwner: (key: string, origin: Origin | undefined): Said => {
    const place = placeText(origin);
    return {
      en: `${key} is removed from ${place.en}: a setting in two places keeps the engine from starting, or one of the two has no effect.`,
      'zh-CN': `把 ${key} 从 ${place['zh-CN']} 移走：同一项设置写在两处，会使引擎无法启动，或其中一处不起作用。`,
    };
  },
  passwordExposed: (key: string, origin: Origin | undefined): Said => {
    const place = placeText(origin);
    return {
      en: `${key} contains a password and every user can read ${place.en}, so it moves to a file that only root can read.`,
      'zh-CN': `${key} 带有密码，而 ${place['zh-CN']} 所有用户都能读取，因此移到只有 root 能读的文件。`,
    };
  },
  clearedForReload: (key: string): Said => ({
    en: `${key} is written as an empty list: if the key is merely missing, a reload keeps the old list.`,
    'zh-CN': `${key} 写成空列表：只删掉这个键再重新加载，引擎会保留旧列表。`,
  }),
  trust: (host: string): Said => ({
    en: `The engine reads the certificates for ${host} from here at every pull.`,
    'zh-CN': `引擎每次拉取时都从这里读取 ${host} 的证书。`,
  }),
  systemTrust: (): Said => ({
    en: 'Certificates that every program on this host should trust belong in the system trust store.',
    'zh-CN': '需要本机所有程序信任的证书应放在系统信任库里。',
  }),
  clientProxies: (): Said => ({
    en: 'The docker client passes these proxies to containers and builds.',
    'zh-CN': 'docker 客户端会把这些代理传给容器和构建过程。',
  }),
  registryMirrors: (host: string): Said => ({
    en: `Mirrors of ${host} are set in hosts.toml, which the containerd store reads.`,
    'zh-CN': `${host} 的镜像站写在 hosts.toml 中，containerd 存储会读取它。`,
  }),
  hubMirrorTrust: (): Said => ({
    en: 'With the containerd store, a mirror of Docker Hub shares its TLS settings with Docker Hub itself; hosts.toml gives each mirror its own.',
    'zh-CN':
      '使用 containerd 存储时，Docker Hub 的镜像站与 Docker Hub 本身共用 TLS 设置；hosts.toml 让每个镜像站有自己的设置。',
  }),
}));

/** What cannot be kept. */
export const refused = late(() => ({
  noPassword: (user: string): Said => ({
    en: `password-file says to keep the password that this host has, but the host has none for the proxy user ${user}; name a file that contains it`,
    'zh-CN': `password-file 要求保留本机已有的密码，但本机没有代理用户 ${user} 的密码；请指定一个包含密码的文件`,
  }),
}));

export function conflictText(key: string, origins: readonly Origin[]): Said {
  const places = origins.map((origin) => placeText(origin));
  const joined = (language: 'en' | 'zh-CN', by: string) =>
    [...new Set(places.map((place) => place[language]))].join(by);
  return {
    en: `${key} is set both as a flag and in daemon.json (${joined('en', ', ')}); the engine does not start with both.`,
    'zh-CN': `${key} 同时以参数和 daemon.json 两种方式设置（${joined('zh-CN', '、')}），引擎会因此无法启动。`,
  };
}

function isOne(keys: readonly string[]): boolean {
  return keys.length === 1;
}

function titleOf(target: string): Said {
  return targets.find((each) => each.id === target)?.title ?? { en: target, 'zh-CN': target };
}
