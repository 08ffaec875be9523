import { late } from '../../domain/late.ts';
import type { doctorHelpEn } from './help-doctor-en.ts';

/** doctor 命令自己的选项，中文。 */
export const doctorHelpZhCN = late((): typeof doctorHelpEn => ({
  fix: '执行 dockcfg 自己能完成的修复，然后再检查一次',
  accept: '逐项同意会降低安全性的修复：CODE=主机；证书则给出其 SHA-256',
  profile: '在应用之前检查这个配置文件',
  only: '只报告这个代码的问题',
  ignore: '不报告这个代码的问题，或只略过与之匹配的对象：DC7009=*.example',
  'wait-for': 'healthy：反复检查直到没有问题；network：等到域名可以解析',
  'save-evidence': '把看到的内容写入文件，可在别处再判断；机密已遮盖',
  'from-evidence': '判断另一次运行所看到的内容，不再查看任何东西',
  bundle: '把他人判断所需的全部内容写入一个归档，机密已遮盖',
  'from-error': '从一段报错或日志出发：逐一查证它可能的原因',
  push: '同时查看是否允许推送；不会真正推送',
  pull: '同时让引擎实际拉取，并与预测对比',
  'with-credentials': '使用调用者的 docker 登录信息，而不是匿名访问',
}));
