import type { RegistryHost } from '../../domain/desired.ts';
import { hubDomain } from '../../domain/reference.ts';
import { type FetchSetting, knock } from '../ca/fetch.ts';
import { type Judged, judgeHop } from '../rank/standing.ts';

/** Whether Docker Hub is reached, and how. */
export interface TriedWay {
  /** what stood in the way; null when Docker Hub was reached and its certificate is trusted */
  readonly trouble: Judged | null;
  /** masked; null when the way there is direct */
  readonly proxy: string | null;
}

/**
 * Goes to Docker Hub as this engine would: through the proxy of the view, where there is one, up
 * to the certificate that is presented at the end of it.
 */
export async function tryWayToHub(setting: FetchSetting): Promise<TriedWay> {
  const { hop } = await knock(hubDomain as RegistryHost, setting);
  return { trouble: judgeHop(hop), proxy: hop.proxy };
}
