import { check } from './contract.ts';
import { explainedBy } from './explained.ts';
import { atLine, problemAt, repair, riskOfMeant, say } from './write.ts';

/** A name in daemon.json that the engine takes and does nothing with. */
export const ignoredKey = check({
  code: 'DC5004',
  severity: 'warning',
  title: say('daemon.json contains a key that has no effect', 'daemon.json 中有不起作用的键'),
  about: say(
    'The engine silently ignores names that are spelled like its flags (registry-mirror, insecure-registry, a top-level http-proxy) and known keys inside other objects. The keys it reads are registry-mirrors, insecure-registries, and http-proxy inside proxies.',
    '按命令行参数拼写的名称（registry-mirror、insecure-registry、顶层的 http-proxy）以及写在其他对象里的已知键，引擎都会忽略，且没有任何提示。它读取的键是 registry-mirrors、insecure-registries，以及 proxies 中的 http-proxy。',
  ),
  ways: [say('write the key as the engine reads it', '按引擎识别的写法书写')],
  reads: ['config'],
  judge: ({ config }) =>
    config.wrong
      .filter(({ kind }) => kind === 'ignored' || kind === 'misplaced')
      .map((wrong) => ({
        subject: `${config.daemonJson.path}: ${wrong.name}`,
        text: problemAt(config.daemonJson.path, wrong),
        seen: [`${atLine(wrong.name, wrong.line)}${wrong.use ? `, meant: ${wrong.use}` : ''}`],
        places: [],
        explains: explainedBy(wrong.use ?? wrong.name),
        remedies: [
          repair(
            say(
              'write what was evidently meant; add --check --diff to see the difference first',
              '按明显的原意改写；加上 --check --diff 可先查看差异',
            ),
            riskOfMeant(wrong.use, 'reload'),
          ),
        ] as const,
      })),
});
