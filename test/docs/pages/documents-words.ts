import type { Said } from '../../../src/domain/said.ts';
import type { DocumentName } from '../../../src/ui/schemas/names.ts';
import { say } from './markdown.ts';

const printedBy: { readonly [N in DocumentName]: Said } = {
  apply: say(
    'Printed by `apply`, `plan`, `rollback`, `ca add`, `ca remove`, `cache install` and `cache remove`: what would change, or has changed.',
    '由 `apply`、`plan`、`rollback`、`ca add`、`ca remove`、`cache install` 和 `cache remove` 输出：将要或已经作出的改动。',
  ),
  'ca-fetch': say(
    'Printed by `ca fetch`: the certificates a registry presents.',
    '由 `ca fetch` 输出：仓库出示的证书。',
  ),
  'ca-list': say(
    'Printed by `ca list`: the certificates installed here, and which of them the engine reads.',
    '由 `ca list` 输出：本机安装的证书，以及其中哪些会被引擎读取。',
  ),
  cache: say('Printed by `cache status`.', '由 `cache status` 输出。'),
  doctor: say('Printed by `doctor`.', '由 `doctor` 输出。'),
  error: say(
    'Printed by every command with `--json` when it fails for a reason it knows.',
    '任何命令在使用 `--json` 时，因已知原因失败时输出。',
  ),
  explain: say('Printed by `explain IMAGE`.', '由 `explain 镜像` 输出。'),
  'explain-code': say('Printed by `explain CODE`.', '由 `explain 代码` 输出。'),
  history: say('Printed by `history`.', '由 `history` 输出。'),
  mirrors: say(
    'Printed by `mirrors rank` and `mirrors check`.',
    '由 `mirrors rank` 和 `mirrors check` 输出。',
  ),
  show: say('Printed by `show`.', '由 `show` 输出。'),
};

/** What a field's name does not say by itself. A name that no document has is an error. */
const notes: { readonly [N in DocumentName]?: { readonly [path: string]: Said } } = {
  apply: {
    changed: say('something is different afterwards, or would be', '之后有所不同，或将会不同'),
    applied: say('it was done; false for plans', '已经执行；只是计划时为 false'),
    transaction: say(
      'for `rollback`; null where nothing was done',
      '供 `rollback` 使用；什么都没做时为 null',
    ),
    'plan.changes[].diff': say(
      'unified, secrets masked; empty for effects',
      '统一差异格式，机密已遮盖；动作类改动为空',
    ),
    'plan.changes[].because': say('why this place, why this value', '为什么是这个位置、这个值'),
    'plan.disruption.containersStopped': say(
      'by the restart, if there is one',
      '因重启而停止的容器数',
    ),
    'plan.disruption.comeBack': say(
      'of `names`, started again by themselves: restart policy, or their swarm',
      '`names` 中会自行再次启动的：由重启策略或其 swarm 决定',
    ),
    'plan.disruption.mayComeBack': say(
      'of `names`, started again only if they end with an error (restart policy on-failure)',
      '`names` 中只有以错误退出时才会再次启动的（重启策略 on-failure）',
    ),
    'plan.disruption.stayStopped': say('of `names`, not started again', '`names` 中不会再次启动的'),
    'plan.disruption.removed': say(
      'of `names`, deleted when they stop (--rm)',
      '`names` 中停止后即被删除的（--rm）',
    ),
    'plan.disruption.keptRunning': say(
      'containers that a restart leaves running: live-restore',
      '重启期间保持运行的容器数（live-restore）',
    ),
    verified: say('each key against the running engine', '每个键与运行中引擎的对照结果'),
    reloadRequired: say(
      'the files differ from what the engine has; stays true until it is reloaded',
      '文件与引擎所用的不一致；重新加载之前一直为 true',
    ),
    restartRequired: say('the same, for a restart', '同上，针对重启'),
  },
  doctor: {
    verdict: say(
      '`degraded`: pulls work, but not as they should; `unknown`: there is not enough evidence',
      '`degraded`：可以拉取，但途中有问题；`unknown`：能看到的太少',
    ),
    'engine.store': say('null if it is unknown', '无法得知时为 null'),
    'routes[].endpoints': say('in the order in which the engine tries them', '按引擎尝试的顺序'),
    'routes[].endpoints[].stages[].outcome': say(
      '`skipped`: not tried, because an earlier stage failed or it does not apply',
      '`skipped`：未尝试，因为前面的阶段失败或不适用',
    ),
    'routes[].endpoints[].stages[].code': say('the finding that explains it', '解释它的问题代码'),
    'routes[].prediction': say('what `docker pull` would do', '`docker pull` 的预期结果'),
    'routes[].prediction.error': say('the error that the user would see', '用户会看到的报错'),
    'routes[].pull': say(
      'with `--pull`: what the engine itself did',
      '使用 `--pull` 时：引擎实际的结果',
    ),
    'routes[].pull.fresh': say(
      'false: the host already had the image, so this proves little',
      'false：本机已有该镜像，因此证明不了什么',
    ),
    'checks[].state': say(
      '`skipped`: not checked, which is not the same as fine',
      '`skipped`：未检查，不等于没有问题',
    ),
    findings: say(
      'root causes first, the one to repair first on top',
      '根本原因在前，应最先修复的排在最上面',
    ),
    'findings[].causedBy': say('`CODE SUBJECT` of another finding', '另一个问题的“代码 对象”'),
    'findings[].seen': say('the evidence, as the probe reported it', '探测到的原始内容'),
    'findings[].remedies[].kind': say(
      '`dockcfg`: `--fix` can do it; `command`: a command to type; `ask`: a text to send to whoever can do it',
      '`dockcfg`：`--fix` 可以完成；`command`：自行执行；`ask`：把文字发给能处理的人',
    ),
    masked: say(
      'where secrets were; never the secrets themselves',
      '机密所在的位置，从不包含其内容',
    ),
    fixed: say(
      'with `--fix`; everything else is the state afterwards',
      '使用 `--fix` 时；其余内容都是修复之后看到的',
    ),
  },
  error: {
    exit: say('the same as the exit code', '与退出码相同'),
  },
  explain: {
    endpoints: say('in the order in which the engine tries them', '按引擎尝试的顺序'),
  },
  history: {
    'transactions[].end': say(
      '`open`: a run died; the next run or `rollback` finishes it',
      '`open`：运行中途被杀死；下一次运行或 `rollback` 会收尾',
    ),
  },
  mirrors: {
    comparedWith: say(
      'where the digest comes from that mirrors are compared with',
      '用于对照各镜像的摘要来自哪里',
    ),
    applied: say(
      'with `--write`: the document of the change; null if nothing was written',
      '使用 `--write` 时：这次改动的文档；什么都没写时为 null',
    ),
    presetsDate: say('date of the list that comes with dockcfg', 'dockcfg 自带列表的日期'),
  },
  show: {
    'settings[].shadows': say('places that this one overrides', '被它遮住的位置'),
    'settings[].running': say(
      'what the running engine has; null if it cannot be asked',
      '运行中的引擎所用的值；无法询问时为 null',
    ),
  },
};

/** What stands around the tables on the page about exit codes and documents. */
export const documentWords = {
  title: say('Exit codes and JSON documents', '退出码与 JSON 文档'),
  exits: say('Exit codes', '退出码'),
  exitsIntro: say(
    'The same for every command and every output format.',
    '所有命令、所有输出格式都相同。',
  ),
  documents: say('Documents', '文档'),
  documentsIntro: say(
    '`--json` prints one document on standard output; progress and messages go to standard error. The schema of each:',
    '`--json` 在标准输出上输出一个文档；进度和提示写到标准错误。每种文档的 schema：',
  ),
  rules: [
    say(
      'The field `schema` names the document and its version. Fields may be added; within a version, no field changes its meaning.',
      '`schema` 字段给出文档的名称和版本。可能会增加字段；同一版本内字段的含义不变。',
    ),
    say(
      'Keys, codes and the words of a choice are English in every language; only texts for people follow `--lang`.',
      '键、代码和枚举值在任何语言下都是英文；只有给人看的文字随 `--lang` 变化。',
    ),
  ],
  printedBy,
  notes,
  optional: say(' (optional)', '（可选）'),
  columns: {
    exit: say('Code', '代码'),
    field: say('Field', '字段'),
    type: say('Type', '类型'),
    meaning: say('Meaning', '含义'),
  },
} as const;
