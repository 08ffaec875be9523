import type { DesiredState } from '../domain/desired.ts';
import type { Remedy } from '../domain/finding.ts';
import type { Json } from '../domain/json.ts';
import { check } from './contract.ts';
import { exactMirrors, insecureEntries } from './desired.ts';
import { atLine, dockcfg, leading, problemAt, riskOfMeant, run, say } from './write.ts';

/** A value in daemon.json that keeps this engine from starting. */
export const refusedValue = check({
  code: 'DC5005',
  severity: 'error',
  title: say(
    'daemon.json contains a value that this engine refuses',
    'daemon.json 中有该引擎拒绝的值',
  ),
  about: say(
    'Examples are a mirror without a scheme or with a query, an insecure entry with a path, or a string where a list is needed. The engine does not start with such a value, and dockerd --validate finds only some of them.',
    '例如没有协议或带查询串的镜像站、带路径的不安全条目、该用列表却写成字符串。引擎会因此无法启动，而 dockerd --validate 只能发现其中一部分。',
  ),
  ways: [say('correct the value', '更正该值')],
  stopsEngine: true,
  reads: ['config'],
  judge: ({ config }) =>
    config.wrong
      .filter(({ kind }) => kind === 'value')
      .map((wrong) => ({
        subject: `${config.daemonJson.path}: ${wrong.name}`,
        text: problemAt(config.daemonJson.path, wrong),
        seen: [atLine(wrong.name, wrong.line)],
        places: [],
        remedies: leading(
          wrong.meant == null ? [] : correct(wrong.name, wrong.meant),
          run(say('edit the value', '编辑该值'), ['sudoedit', config.daemonJson.path]),
        ),
      })),
});

/** The value as it was evidently meant. */
function correct(key: string, meant: Json): readonly Remedy[] {
  const shown = JSON.stringify(meant);
  const text = say(`write "${key}" as ${shown}`, `把“${key}”写成 ${shown}`);
  const [flag, desired] = wishFor(key, meant);
  const items = Array.isArray(meant) ? meant.map(String) : [];
  const flags = items.flatMap((item) => [flag ?? '', item]);
  // No flag sets an arbitrary key; the doctor does.
  const command = flag === null ? ['dockcfg', 'doctor', '--fix'] : ['dockcfg', 'apply', ...flags];
  return [dockcfg(text, { command, risk: riskOfMeant(key, 'restart'), desired })];
}

function wishFor(key: string, meant: Json): readonly [flag: string | null, DesiredState] {
  const items = Array.isArray(meant) ? meant.map(String) : [];
  if (key === 'registry-mirrors') return ['--mirror', exactMirrors(items, null)];
  if (key === 'insecure-registries') {
    const values = insecureEntries(items);
    return ['--insecure-registry', { [key]: { kind: 'exactly', values } }];
  }
  return [null, { daemon: { [key]: meant } }];
}
