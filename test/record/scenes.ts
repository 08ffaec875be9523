import { keys } from '../ui/pty.ts';
import type { Scene } from './session.ts';

/** The wizard on a host that cannot pull, until it can: in English, and in Chinese. */
export const scenes: { readonly [name: string]: Scene } = {
  'setup-en': {
    locale: 'en_US.UTF-8',
    title: 'dockcfg setup',
    lines: [
      ['$', 'docker pull library/hello'],
      [/refused.*\$$/, 'dockcfg setup --image library/hello'],
      ['? https-proxy', 'http://proxy.lab:3128'],
      ['Docker Hub can be reached through it.', ''],
      ['? no-proxy', '.lab'],
      ['? Mirrors', ''],
      ['? Insecure registries', 'plain.lab:5000'],
      ['Which CA certificate should vouch for mirror.lab?', keys.down],
      ['? File', '/root/corp-ca.pem'],
      ['? Registry', ''],
      ['What now?', ''],
      [/as an Ansible task.*\$$/, 'docker pull library/hello'],
      [/Downloaded newer image.*\$$/, 'docker pull plain.lab:5000/hello'],
    ],
    shows: /Downloaded newer image for plain.lab:5000\/hello/,
  },
  'setup-zh-CN': {
    locale: 'zh_CN.UTF-8',
    title: 'dockcfg setup（中文）',
    lines: [
      ['$', 'docker pull library/hello'],
      [/refused.*\$$/, 'dockcfg setup --image library/hello'],
      ['? https-proxy', 'http://proxy.lab:3128'],
      ['可以通过它连接 Docker Hub', ''],
      ['? no-proxy', '.lab'],
      ['? 镜像站', ''],
      ['? 不安全仓库', 'plain.lab:5000'],
      ['用哪个 CA 证书为 mirror.lab 担保', keys.down],
      ['? 文件', '/root/corp-ca.pem'],
      ['? 仓库', ''],
      ['接下来？', ''],
      [/Ansible 任务.*\$$/, 'docker pull library/hello'],
      [/Downloaded newer image.*\$$/, 'docker pull plain.lab:5000/hello'],
    ],
    shows: /Downloaded newer image for plain.lab:5000\/hello/,
  },
};
