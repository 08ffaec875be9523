/**
 * What the doctor looks for on Docker Hub whatever image it was asked about: the configuration of
 * hello-world for linux/amd64, byte for byte as Hub has served it since May 2023.
 */
import { type Content, contentOf } from '../../world/images/content.ts';

const created = '2023-05-02T16:49:27Z';
const comment = 'buildkit.dockerfile.v0';

const config = {
  architecture: 'amd64',
  config: {
    Env: ['PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin'],
    Cmd: ['/hello'],
    WorkingDir: '/',
    ArgsEscaped: true,
    OnBuild: null,
  },
  created,
  history: [
    { created, created_by: 'COPY hello / # buildkit', comment },
    { created, created_by: 'CMD ["/hello"]', comment, empty_layer: true },
  ],
  os: 'linux',
  rootfs: {
    type: 'layers',
    diff_ids: ['sha256:ac28800ec8bb38d5c35b49d45a6ac4777544941199075dff8c4eb63e093aa81e'],
  },
};

export const hubBlob: Content = contentOf(
  'application/vnd.docker.container.image.v1+json',
  Buffer.from(JSON.stringify(config)),
);
