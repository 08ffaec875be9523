import { check } from './contract.ts';
import { explainedBy } from './explained.ts';
import { atLine, repair, riskOfMeant, say } from './write.ts';

/** A name in daemon.json that the engine takes and does nothing with. */
export const ignoredKey = check({
  code: 'DC5004',
  severity: 'warning',
  title: say('daemon.json holds a key without effect', 'daemon.json 中有不起作用的键'),
  about: say(
    "The engine accepts a flag's own spelling (registry-mirror, insecure-registry, a flat http-proxy) and known keys inside other objects, says nothing, and does nothing with them. The keys are registry-mirrors, insecure-registries, and proxies with http-proxy inside.",
    '引擎会默默接受命令行参数的拼写（registry-mirror、insecure-registry、顶层的 http-proxy）以及写在其他对象里的已知键，但不起任何作用。正确的键是 registry-mirrors、insecure-registries，以及 proxies 中的 http-proxy。',
  ),
  ways: [say('write the key as the engine reads it', '按引擎识别的写法书写')],
  reads: ['config'],
  judge: ({ config }) =>
    config.wrong
      .filter(({ kind }) => kind === 'ignored' || kind === 'misplaced')
      .map(({ name, line, problem, use }) => ({
        subject: `${config.daemonJson.path}: ${name}`,
        text: say(
          `${atLine(config.daemonJson.path, line)}: ${problem.en}.`,
          `${atLine(config.daemonJson.path, line)}：${problem['zh-CN']}。`,
        ),
        seen: [`${name}${use ? `, meant: ${use}` : ''}`],
        places: [],
        explains: explainedBy(use ?? name),
        remedies: [
          repair(
            say(
              'convert what was evidently meant; --check --diff shows the difference first',
              '按明显的原意转换；--check --diff 可先查看差异',
            ),
            riskOfMeant(use, 'reload'),
          ),
        ] as const,
      })),
});
