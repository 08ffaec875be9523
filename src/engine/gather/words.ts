import type { Said } from '../../domain/said.ts';

/** Sentences about what could not be learned of a host, and why. */

export function badEngineOverride(text: string): Said {
  return {
    en: `--engine ${text}: expected VERSION or VERSION,STORE, for example 28.5.2,containerd.`,
    'zh-CN': `--engine ${text}：应为 VERSION 或 VERSION,STORE，例如 28.5.2,containerd。`,
  };
}

export function engineStopped(): Said {
  return {
    en: 'The engine is not running. It was not asked, because that could start it; the files are read instead.',
    'zh-CN': '引擎没有运行；询问可能会启动它，因此没有询问，改为读取文件。',
  };
}

export function engineSilent(socket: string, detail: string): Said {
  return {
    en: `The engine did not answer on ${socket} (${detail}): what it runs with is unknown; the files are read instead.`,
    'zh-CN': `引擎在 ${socket} 上没有应答（${detail}）：无法得知正在运行的状态，改为读取文件。`,
  };
}

export function versionUnknown(root: string): Said {
  return {
    en: `The version of the engine in ${root} is unknown; the rules of the newest engine with the classic store are used. Set it with --engine VERSION,STORE.`,
    'zh-CN': `无法得知 ${root} 里引擎的版本，按最新引擎加经典存储的规则处理。可用 --engine VERSION,STORE 指定。`,
  };
}

export function rpmDatabase(): Said {
  return {
    en: 'The tree keeps its packages in an rpm database, which dockcfg does not read: name the engine with --engine VERSION,STORE.',
    'zh-CN':
      '该目录树的软件包记录在 rpm 数据库里，dockcfg 不读取它：请用 --engine VERSION,STORE 指定引擎。',
  };
}

export function storeGuessed(): Said {
  return {
    en: 'It is unknown whether this engine will use the containerd image store; the classic store is assumed.',
    'zh-CN': '无法得知该引擎是否会使用 containerd 镜像存储，按经典存储处理。',
  };
}

export function engineElsewhere(where: string): Said {
  return {
    en: `The docker command here talks to an engine elsewhere (${where}); dockcfg configures the engine of this host.`,
    'zh-CN': `这里的 docker 命令连接的是别处的引擎（${where}）；dockcfg 配置的是本机的引擎。`,
  };
}

export function noService(): Said {
  return {
    en: 'No Docker service was found on this host: files are written where Docker Engine will read them once it is installed.',
    'zh-CN': '本机没有找到 Docker 服务：文件会写到 Docker 引擎安装后读取的位置。',
  };
}

export function rootlessElsewhere(units: readonly string[]): Said {
  return {
    en: `${units.join(', ')} is a rootless engine, which reads its own user's files. Run dockcfg as that user to configure it; root's files are for an engine that this host does not have.`,
    'zh-CN': `${units.join('、')}：这是 rootless 引擎，读取的是其用户自己的文件。请以该用户身份运行 dockcfg 来配置它；root 的文件属于另一个引擎，而它不在这里。`,
  };
}

export function kubernetesNode(): Said {
  return {
    en: "This host is a Kubernetes node: its pods' images are pulled by containerd or CRI-O, which do not read Docker's configuration.",
    'zh-CN':
      '本机是 Kubernetes 节点：Pod 的镜像由 containerd 或 CRI-O 拉取，它们不读取 Docker 的配置。',
  };
}

export function unreadable(path: string, code: string): Said {
  return {
    en: `${path} could not be read (${code}).`,
    'zh-CN': `无法读取 ${path}（${code}）。`,
  };
}

export function startUnknown(program: string, path: string): Said {
  return {
    en: `The service starts ${program}, and dockcfg could not find the engine's command line in it: if that names another file with --config-file, ${path} is not the file that the engine reads.`,
    'zh-CN': `服务启动的是 ${program}，无法由它得知引擎的命令行：如果其中用 --config-file 指定了别的文件，引擎读取的就不是 ${path}。`,
  };
}
