import type { EngineView } from '../domain/view.ts';
import { check } from './contract.ts';
import { unitSettings } from './service-command.ts';
import { run, say } from './write.ts';

/** `%` in Environment= is a specifier of systemd's. */
export const systemdPercent = check({
  code: 'DC3009',
  severity: 'error',
  title: say(
    'systemd drops or changes a variable because of a %',
    'systemd 因为 % 丢弃或改变了变量',
  ),
  about: say(
    'In a unit\'s Environment= a percent sign begins a specifier: a password encoded as p%2Fw makes systemd drop the whole assignment ("Failed to resolve specifiers"), and the engine goes direct. There, each % must be doubled; in an EnvironmentFile it must not.',
    '在单元的 Environment= 中，百分号表示说明符：编码成 p%2Fw 的密码会使 systemd 丢弃整个赋值（“Failed to resolve specifiers”），引擎因此直连。那里的每个 % 都必须写成 %%；EnvironmentFile 中则不需要。',
  ),
  ways: [
    say(
      'double each % in the drop-in; dockcfg does so when it writes one',
      '在 drop-in 中把每个 % 写成 %%；dockcfg 写入时会自动处理',
    ),
  ],
  reads: ['config', 'views', 'facts'],
  judge: ({ config, views, facts }) =>
    config.dropped.map(({ path, line, name }) => ({
      subject: `${path}:${line}`,
      severity: isSetElsewhere(name, views.used) ? ('notice' as const) : ('error' as const),
      text: say(
        `${path}:${line}: systemd does not read ${name || 'this assignment'} as written, because of a single %.`,
        `${path}:${line}：由于单个 %，systemd 不会按所写的内容设置 ${name || '该变量'}。`,
      ),
      seen: [`${path}:${line} ${name}`],
      places: [],
      remedies: [
        run(
          say('see what systemd made of it', '查看 systemd 的实际结果'),
          unitSettings(facts, ['Environment']),
        ),
        run(
          say('have dockcfg write the proxy again', '让 dockcfg 重新写入代理'),
          [
            'dockcfg',
            'apply',
            '--https-proxy',
            'http://USER@HOST:PORT',
            '--proxy-password-file',
            'FILE',
          ],
          'restart',
        ),
      ] as const,
    })),
});

/** The engine has the proxy from another place, so that nothing is lost with this line. */
function isSetElsewhere(name: string, { proxies }: EngineView): boolean {
  const values: { readonly [name: string]: string } = {
    HTTP_PROXY: proxies.http,
    HTTPS_PROXY: proxies.https,
    NO_PROXY: proxies.no,
  };
  return (values[name.toUpperCase()] ?? '') !== '';
}
