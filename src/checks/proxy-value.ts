import type { WalkSeen } from '../probes/seen.ts';
import { check } from './contract.ts';
import { placeOf } from './sights.ts';
import { run, say } from './write.ts';

/** A proxy value the engine drops or chokes on. */
export const proxyValue = check({
  code: 'DC3008',
  severity: 'error',
  title: say('The proxy value cannot be used', '代理的值无法使用'),
  about: say(
    'The value is not a URL: it contains quotes, smart quotes or a carriage return, an environment file says "export", or special characters in the password are not percent-encoded. Go silently drops a value that does not parse and goes direct; a value with an unknown scheme makes every request fail.',
    '该值不是有效的 URL：含有引号、弯引号或回车，环境文件中写了 “export”，或密码中的特殊字符没有做百分号编码。Go 会静默丢弃无法解析的值并直连；协议未知的值则会使所有请求失败。',
  ),
  ways: [
    say('write http://host:port, without quotes around it', '写成 http://主机:端口，不加引号'),
    say('put the password into a file; dockcfg encodes it', '通过文件提供密码，由 dockcfg 编码'),
  ],
  reads: ['config', 'routes'],
  judge: ({ config, routes }) =>
    config.badProxies.map(({ scheme, kind, value, engineText }) => {
      const isConcerned = ({ endpoint }: WalkSeen) => endpoint.scheme === scheme;
      const concerned = routes.flatMap(({ walks }) => walks.filter(isConcerned));
      // A pull that works all the same goes where the proxy is not for.
      const harmed = routes.some(
        ({ walks, prediction }) => prediction.outcome !== 'pulled' && walks.some(isConcerned),
      );
      const shown = JSON.stringify(value);
      return {
        subject: `${scheme}-proxy`,
        severity: harmed ? ('error' as const) : ('warning' as const),
        text:
          kind === 'dropped'
            ? say(
                `The engine cannot read ${scheme}-proxy ${shown} and silently goes direct.`,
                `引擎无法读取 ${scheme}-proxy ${shown}，会直连，且没有任何提示。`,
              )
            : say(
                `The engine cannot use ${scheme}-proxy ${shown} (${engineText}); every request through it fails.`,
                `引擎无法使用 ${scheme}-proxy ${shown}（${engineText}）；经过它的请求都会失败。`,
              ),
        seen: [engineText],
        places: concerned.map((walk) => placeOf(walk, 'proxy')),
        remedies: [
          run(say('see where it is set', '查看它写在哪里'), ['dockcfg', 'show', `${scheme}-proxy`]),
          run(
            say('write it again', '重新写入'),
            ['dockcfg', 'apply', `--${scheme}-proxy`, 'http://HOST:PORT'],
            'restart',
          ),
        ] as const,
      };
    }),
});
