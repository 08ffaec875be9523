import { late } from '../../domain/late.ts';
import type { Said } from '../../domain/said.ts';

/** What explain says beside the reasons that the route itself carries. */
export const explainWords = late(() => ({
  and: { en: '; ', 'zh-CN': '；' },
  noLogin: { en: 'no login is offered', 'zh-CN': '不提供登录信息' },
  login: (domain: string): Said => ({
    en: `the stored login for ${domain}, if it asks for one`,
    'zh-CN': `要求登录时，提供已保存的 ${domain} 登录信息`,
  }),
  loginToMirror: (domain: string): Said => ({
    en: `the stored login for ${domain}, if the mirror asks for one: the mirror then learns that login`,
    'zh-CN': `如果镜像站要求登录，会把已保存的 ${domain} 登录信息交给它`,
  }),
}));
