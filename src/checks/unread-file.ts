import { bareMirror } from '../domain/mirror-url.ts';
import type { Said } from '../domain/said.ts';
import type { EngineView } from '../domain/view.ts';
import { check } from './contract.ts';
import type { ConfigSeen } from './evidence.ts';
import { explainedBy } from './explained.ts';
import { setForReal } from './unread-settings.ts';
import { leading, run, say } from './write.ts';

/** Settings in a file that this installation does not read. */
export const unreadFile = check({
  code: 'DC5008',
  severity: 'warning',
  title: say('Settings are in a file that nothing reads', '设置写在没有程序读取的文件中'),
  about: say(
    "docker-ce's unit reads no environment file, so DOCKER_OPTS in /etc/default/docker and OPTIONS in /etc/sysconfig/docker have no effect there. Other packages do read one of them; the unit decides.",
    'docker-ce 的单元不读取任何环境文件：/etc/default/docker 中的 DOCKER_OPTS 和 /etc/sysconfig/docker 中的 OPTIONS 都不起作用。其他软件包会读取其中之一；以单元为准。',
  ),
  ways: [
    say(
      'move the settings to daemon.json: dockcfg apply with the same values',
      '把设置移到 daemon.json：用 dockcfg apply 设置相同的值',
    ),
  ],
  reads: ['config', 'facts', 'views'],
  judge: ({ config, facts, views }) =>
    config.unread
      .filter((unread) => !isSetElsewhere(unread, views.files))
      .map((seen) => ({
        subject: seen.path,
        text: textFor(seen, facts.unit?.name ?? null),
        seen: seen.lines,
        places: [],
        explains: explainedBy(seen.lines.join('\n')),
        remedies: leading(
          seen.meant ? setForReal(seen.meant, facts.engine.version) : [],
          run(say('see what is in effect and where it comes from', '查看生效的设置及其来源'), [
            'dockcfg',
            'show',
          ]),
        ),
      })),
});

function textFor(
  { path, partly, restFrom, sectionless }: ConfigSeen['unread'][number],
  unit: string | null,
): Said {
  if (restFrom !== undefined) {
    return say(
      `The engine reads only the first object of ${path}; it silently ignores the file from line ${restFrom} on.`,
      `引擎只读取 ${path} 中的第一个对象；从第 ${restFrom} 行起的内容会被静默忽略。`,
    );
  }
  if (sectionless) {
    return say(
      `systemd ignores settings in ${path}, because they are in no section: there must be a line "[Service]" above them.`,
      `systemd 忽略了 ${path} 中的设置，因为它们不在任何小节内：“[Service]”必须单独占一行并写在它们上面。`,
    );
  }
  return partly
    ? say(
        `systemd reads NAME=value from ${path}, but skips lines with "export" or "+=".`,
        `systemd 只从 ${path} 读取 NAME=value，会跳过带 “export” 或 “+=” 的行。`,
      )
    : say(
        `${path} has settings, but ${unit ?? 'the service'} does not read it.`,
        `${path} 中有设置，但 ${unit ?? '服务'} 不读取它。`,
      );
}

/** Whether all that the file would set is set where it counts, so that nothing is missed. */
function isSetElsewhere(
  { meant, lines }: ConfigSeen['unread'][number],
  { mirrors, insecure, proxies }: EngineView,
): boolean {
  if (!meant || lines.some((line) => !registryLine.test(line))) return false;
  const held = new Set([...mirrors.map(bareMirror), ...insecure]);
  const wanted = [...meant.mirrors.map(bareMirror), ...meant.insecure];
  const { httpProxy, httpsProxy, noProxy } = meant;
  const pairs = [
    [httpProxy, proxies.http],
    [httpsProxy, proxies.https],
    [noProxy, proxies.no],
  ];
  return (
    wanted.every((each) => held.has(each)) &&
    pairs.every(([value, has]) => value === '' || value === has)
  );
}

/** Lines whose whole meaning is known here; any other flag may be missed. */
const registryLine =
  /^\s*(?:export\s+)?(?:\w+=["']?\s*(?:--(?:registry-mirror|insecure-registry)[= ]\S+\s*)+["']?|(?:https?|no)_proxy=[^@]*)$/i;
