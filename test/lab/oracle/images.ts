/** The image of a case. */
import { type Image, image, type Platform } from '../../world/images/image.ts';
import type { ImageWish } from './case.ts';

const here: Platform = {
  os: 'linux',
  architecture: process.arch === 'arm64' ? 'arm64' : 'amd64',
};
const foreign: Platform = { os: 'linux', architecture: 's390x' };

const platforms: { readonly [S in ImageWish['shape']]: Platform[] | null } = {
  manifest: null,
  index: [foreign, here],
  'foreign-index': [foreign],
};

/** The `salt` goes into its bytes, so that no engine has any of them from an earlier case. */
export function drawnImage({ repo, tag, shape, format }: ImageWish, salt: string): Image {
  const several = platforms[shape];
  return image({
    ...{ repo, tag, format, layers: [{ 'salt.txt': `${salt}\n` }] },
    ...(several ? { platforms: several } : {}),
  });
}
