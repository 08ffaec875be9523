import { check } from './contract.ts';
import type { WrongSetting } from './evidence.ts';
import { atLine, problemAt, repair, riskOfMeant, say } from './write.ts';

/** A name in daemon.json that keeps this engine from starting. */
export const refusedKey = check({
  code: 'DC5003',
  severity: 'error',
  title: say(
    'daemon.json contains a key that this engine refuses',
    'daemon.json 中有该引擎拒绝的键',
  ),
  about: say(
    'The engine does not start with unknown keys ("the following directives don\'t match any configuration option"): misspellings, keys that this release no longer has or does not have yet, and the client\'s form of proxies (httpProxy, default), which belongs in ~/.docker/config.json.',
    "未知的键会使引擎无法启动（“the following directives don't match any configuration option”）：拼写错误、在较新版本中已移除或尚未引入的键，以及客户端格式的 proxies（httpProxy、default），后者属于 ~/.docker/config.json。",
  ),
  ways: [say('correct the key, or remove it', '更正键名，或将其删除')],
  stopsEngine: true,
  reads: ['config'],
  judge: ({ config }) =>
    config.wrong.filter(isFatal).map((wrong) => ({
      subject: `${config.daemonJson.path}: ${wrong.name}`,
      text: problemAt(config.daemonJson.path, wrong),
      seen: [`${atLine(wrong.name, wrong.line)}${wrong.use ? `, meant: ${wrong.use}` : ''}`],
      places: [],
      remedies: [
        repair(
          say(
            'write what was evidently meant; add --check --diff to see the difference first',
            '按明显的原意改写；加上 --check --diff 可先查看差异',
          ),
          riskOfMeant(wrong.use, 'restart'),
        ),
      ] as const,
    })),
});

function isFatal({ kind }: WrongSetting): boolean {
  return kind === 'unknown' || kind === 'removed' || kind === 'tooNew';
}
