import { redactUrl } from '../domain/redact.ts';
import { check } from './contract.ts';
import { dockcfg, say } from './write.ts';

/** The files name other proxies than the engine at work has. */
export const proxyNotRestarted = check({
  code: 'DC3010',
  severity: 'warning',
  title: say('The proxy was edited but the engine was not restarted', '代理已修改，但引擎没有重启'),
  about: say(
    'The engine reads its proxies once, when it starts; a reload does not change them. After editing a drop-in, systemctl daemon-reload is needed as well.',
    '引擎只在启动时读取一次代理设置；重新加载不会改变它们。修改 drop-in 之后还需要 systemctl daemon-reload。',
  ),
  ways: [
    say(
      'restart the engine: dockcfg apply --restart restart',
      '重启引擎：dockcfg apply --restart restart',
    ),
  ],
  reads: ['views', 'routes'],
  judge: ({ views, routes }) => {
    const { used, files } = views;
    if (used.of !== 'running') return [];
    const differing = (['https', 'http', 'no'] as const).filter(
      (key) => used.proxies[key] !== files.proxies[key],
    );
    if (differing.length === 0) return [];
    const line = (key: (typeof differing)[number]) =>
      `${key}: running ${redactUrl(used.proxies[key]) || '-'}, files ${redactUrl(files.proxies[key]) || '-'}`;
    const broken = routes.some(({ prediction }) => prediction.outcome === 'failed');
    return [
      {
        subject: 'proxies',
        severity: broken ? ('error' as const) : ('warning' as const),
        text: say(
          'The files name different proxies than the running engine has; it picks them up when it is restarted.',
          '文件中的代理与正在运行的引擎所用的不同；重启后才会生效。',
        ),
        seen: differing.map(line),
        places: [],
        remedies: [
          dockcfg(say('restart the engine when its containers allow it', '在容器允许时重启引擎'), {
            command: ['dockcfg', 'apply', '--restart', 'restart'],
            risk: 'restart',
            deeds: [
              { kind: 'converge', keys: ['http-proxy', 'https-proxy', 'no-proxy'] },
              { kind: 'restart' },
            ],
          }),
        ] as const,
      },
    ];
  },
});
