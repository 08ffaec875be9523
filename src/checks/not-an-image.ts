import type { Said } from '../domain/said.ts';
import type { Unfit } from '../probes/seen.ts';
import { answerSights } from './answer-sights.ts';
import { check } from './contract.ts';
import { again, ask, say } from './write.ts';

/** What comes is a manifest, and not of an image that this engine can pull. */
export const notAnImage = check({
  code: 'DC4017',
  severity: 'error',
  title: say(
    'The tag names something that this engine cannot pull',
    '该标签指向的不是此引擎可用的镜像',
  ),
  about: say(
    "Registries also hold Helm charts, signatures and plugins, and old ones hold images in a format that engines no longer accept (schema 1). The engine also relies on the manifest's Content-Type: a proxy or static file server that sends application/json, or none at all, makes the manifest unusable. The classic store also requires a Content-Length in the answer for a tag.",
    '仓库中也会存放 Helm chart、签名和插件，旧仓库中还有引擎不再支持的镜像格式（schema 1）。另外，引擎依据清单的 Content-Type 判断：代理或静态文件服务器若返回 application/json 或不返回该头，清单就无法使用；经典存储还要求标签的应答中有 Content-Length。',
  ),
  ways: [
    say('pull an image: check the name and the tag', '拉取真正的镜像：检查名称和标签'),
    say('rebuild an old image and push it again', '重新构建并推送旧格式的镜像'),
    say(
      'have the registry send manifests with their own Content-Type',
      '让仓库以清单自身的 Content-Type 发送清单',
    ),
  ],
  reads: ['routes'],
  judge: ({ routes }) =>
    answerSights(routes).flatMap(({ walk, severity, place, subject, stage }) => {
      const { unfit } = walk;
      if (stage !== 'manifest' || !unfit) return [];
      return [
        {
          subject: walk.image,
          severity,
          text: meaningOf(unfit, walk.image),
          seen: [`${unfit.kind}: ${unfit.type || '-'}`],
          places: [place('manifest')],
          remedies: [ask(requestFor(unfit, subject, walk.image)), again(walk.image)] as const,
        },
      ];
    }),
});

function meaningOf({ kind, type }: Unfit, image: string): Said {
  switch (kind) {
    case 'label':
      return say(
        `The manifest of ${image} comes with Content-Type ${type || '(none)'}; the engine relies on it, and does not accept this as a manifest.`,
        `${image} 的清单的 Content-Type 为 ${type || '（无）'}；引擎据此判断，不把它当作清单。`,
      );
    case 'schema1':
      return say(
        `${image} is in the old format schema 1, which this engine no longer pulls.`,
        `${image} 使用旧格式 schema 1，此引擎不再支持拉取。`,
      );
    case 'header':
      return say(
        `The manifest of ${image} comes without ${type}, and the engine does not continue without it ("missing or empty ${type} header").`,
        `${image} 的清单应答缺少 ${type}，引擎因此不再继续（“missing or empty ${type} header”）。`,
      );
    case 'artifact':
      return say(
        `${image} is not an image: its config is ${type}.`,
        `${image} 不是镜像：其 config 类型为 ${type}。`,
      );
  }
}

function requestFor({ kind, type }: Unfit, subject: string, image: string): Said {
  if (kind === 'header') {
    return say(
      `Please have ${subject}, or whatever is in front of it, send ${type} in its answer to HEAD for manifests: for ${image} there is none.`,
      `请让 ${subject} 或其前面的设备在对清单 HEAD 请求的应答中带上 ${type}：目前 ${image} 没有。`,
    );
  }
  return kind === 'label'
    ? say(
        `Please have ${subject} send manifests with their own Content-Type, such as application/vnd.oci.image.index.v1+json; for ${image} it sends ${type || 'none'}.`,
        `请让 ${subject} 以清单自身的 Content-Type（例如 application/vnd.oci.image.index.v1+json）发送清单；目前 ${image} 为 ${type || '无'}。`,
      )
    : say(
        `Please push ${image} as an image in a current format; ${type} cannot be pulled.`,
        `请以当前格式将 ${image} 作为镜像推送；${type} 无法拉取。`,
      );
}
