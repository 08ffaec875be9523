import { check } from './contract.ts';
import { explainedBy } from './explained.ts';
import { repair, run, say } from './write.ts';

/** One key twice; the last one counts. */
export const duplicateKey = check({
  code: 'DC5015',
  severity: 'warning',
  title: say('daemon.json sets a key twice', 'daemon.json 中有重复的键'),
  about: say(
    'If a key is set several times, the engine silently uses the last one, so edits of the others have no effect.',
    '对于重复的键，引擎采用最后一个，且没有任何提示，因此修改前面的不起作用。',
  ),
  ways: [say('keep one of them', '只保留一个')],
  reads: ['config'],
  judge: ({ config }) =>
    config.duplicates.map(({ key, lines }) => ({
      subject: `${config.daemonJson.path}: ${key}`,
      text: say(
        `"${key}" is set on lines ${lines.join(' and ')}; only the last one has an effect.`,
        `“${key}”出现在第 ${lines.join('、')} 行；只有最后一个有效。`,
      ),
      seen: [`${key}: ${lines.join(', ')}`],
      places: [],
      explains: explainedBy(key),
      remedies: [
        repair(say('keep only the value that is in effect', '只保留一份当前生效的值'), 'safe'),
        run(say('see which value is in effect', '查看生效的值'), ['dockcfg', 'show', key]),
      ] as const,
    })),
});
