import { aboutAnswer, answerSights, isMirror } from './answer-sights.ts';
import { check } from './contract.ts';
import { withoutMirror } from './mirror-sights.ts';
import { lacksHeaders } from './unsent-headers.ts';
import { ask, say } from './write.ts';

/** 403: the mirror serves a list of images, or a list of people. */
export const mirrorRefuses = check({
  code: 'DC7002',
  severity: 'warning',
  title: say('The mirror refuses this image', '镜像站拒绝提供该镜像'),
  about: say(
    "Many public mirrors serve only images on an allow-list, or only addresses of one cloud or country; they answer /v2/ and still refuse with 403. In the containerd store a mirror's 403 also hides what Docker Hub would have said.",
    '许多公共镜像站只提供白名单中的镜像，或只服务某个云或地区的地址；它们对 /v2/ 有应答，却仍以 403 拒绝。在 containerd 存储中，镜像站的 403 还会掩盖 Docker Hub 的回答。',
  ),
  ways: [
    say(
      'drop the mirror, or move it behind one that serves the image',
      '移除该镜像站，或把它排在能提供该镜像的之后',
    ),
  ],
  reads: ['routes', 'views'],
  causes: ['DC7008'],
  judge: ({ routes, views }) =>
    answerSights(routes)
      .filter((sight) => isMirror(sight) && !lacksHeaders(sight))
      .filter(({ reason, seen }) => reason === 'HTTP_403' && seen?.page == null)
      .map((sight) => {
        const { walk } = sight;
        return {
          ...aboutAnswer(sight),
          text: say(
            `The mirror ${walk.endpoint.url} refuses ${walk.image} with 403: it serves only some images, or only some addresses.`,
            `镜像站 ${walk.endpoint.url} 以 403 拒绝 ${walk.image}：它只提供部分镜像，或只服务部分地址。`,
          ),
          remedies: [
            withoutMirror(walk.endpoint.url, views.files),
            ask(
              say(
                `Please allow ${walk.image} on the mirror ${walk.endpoint.url}, or tell me which images and addresses it serves.`,
                `请在镜像站 ${walk.endpoint.url} 上放行 ${walk.image}，或告知它提供哪些镜像、服务哪些地址。`,
              ),
            ),
          ],
        };
      }),
});
