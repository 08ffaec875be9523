import type { Said } from '../domain/said.ts';
import type { Unfit } from '../probes/seen.ts';
import { answerSights } from './answer-sights.ts';
import { check } from './contract.ts';
import { again, ask, say } from './write.ts';

/** What comes is a manifest, and not of an image that this engine can pull. */
export const notAnImage = check({
  code: 'DC4017',
  severity: 'error',
  title: say('What the tag names is no image for this engine', '该标签指向的不是此引擎可用的镜像'),
  about: say(
    'Registries also hold Helm charts, signatures and plugins, and old ones images of a format that engines no longer take (schema 1). And the engine goes by how a manifest is labelled (Content-Type): a proxy or a static file server that labels it as application/json, or not at all, makes it unusable; the classic store also wants the Content-Length of what a tag names.',
    '仓库中也会存放 Helm chart、签名和插件，旧仓库中还有引擎不再支持的镜像格式（schema 1）。另外，引擎依据清单的标注（Content-Type）判断：代理或静态文件服务器若将其标为 application/json 或不标注，清单就无法使用；经典存储还需要标签应答中的 Content-Length。',
  ),
  ways: [
    say('pull what is an image: check the name and the tag', '拉取真正的镜像：检查名称和标签'),
    say('build and push an old image anew', '重新构建并推送旧格式的镜像'),
    say('have the registry label its manifests', '让仓库正确标注其清单'),
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
        `The manifest of ${image} comes labelled as ${type || 'nothing'}; the engine goes by the label, and takes it for no manifest.`,
        `${image} 的清单被标注为 ${type || '空'}；引擎依据标注判断，不把它当作清单。`,
      );
    case 'schema1':
      return say(
        `${image} is in the old format schema 1, which this engine does not pull any more.`,
        `${image} 使用旧格式 schema 1，此引擎不再支持拉取。`,
      );
    case 'header':
      return say(
        `The manifest of ${image} comes without ${type}, and the engine does not go on without it ("missing or empty ${type} header").`,
        `${image} 的清单应答缺少 ${type}，引擎因此不再继续（“missing or empty ${type} header”）。`,
      );
    case 'artifact':
      return say(
        `${image} is no image: its config is ${type}.`,
        `${image} 不是镜像：其 config 类型为 ${type}。`,
      );
  }
}

function requestFor({ kind, type }: Unfit, subject: string, image: string): Said {
  if (kind === 'header') {
    return say(
      `Please have ${subject}, or what stands in front of it, send ${type} with the answer to HEAD for manifests: for ${image} there is none.`,
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
