import { check } from './contract.ts';
import { explainedBy } from './explained.ts';
import { repair, run, say } from './write.ts';

/** One key twice; the last one counts. */
export const duplicateKey = check({
  code: 'DC5015',
  severity: 'warning',
  title: say('daemon.json sets a key twice', 'daemon.json 中有重复的键'),
  about: say(
    'The engine takes the last of several equal keys without a word, so edits of the first do nothing.',
    '对于重复的键，引擎默默采用最后一个，因此修改前面的不起作用。',
  ),
  ways: [say('keep one of them', '只保留一个')],
  reads: ['config'],
  judge: ({ config }) =>
    config.duplicates.map(({ key, lines }) => ({
      subject: `${config.daemonJson.path}: ${key}`,
      text: say(
        `"${key}" stands in lines ${lines.join(' and ')}; only the last counts.`,
        `“${key}”出现在第 ${lines.join('、')} 行；只有最后一个有效。`,
      ),
      seen: [`${key}: ${lines.join(', ')}`],
      places: [],
      explains: explainedBy(key),
      remedies: [
        repair(say('keep the value that is in effect, once', '只保留一份当前生效的值'), 'safe'),
        run(say('see which value is in effect', '查看生效的值'), ['dockcfg', 'show', key]),
      ] as const,
    })),
});
