import { check } from './contract.ts';
import { proxySights, stoppedAt } from './proxy-sights.ts';
import { askedLines } from './sights.ts';
import { again, ask, run, say } from './write.ts';

/** The proxy itself cannot be reached. */
export const proxyUnreachable = check({
  code: 'DC3001',
  severity: 'error',
  title: say('The proxy cannot be reached', '无法连接代理'),
  about: say(
    'The engine is configured to go through a proxy, but the proxy\'s name does not resolve or its port does not answer ("proxyconnect tcp: dial tcp …"). Nothing that goes through it can be pulled.',
    '引擎被设置为使用代理，但代理的名称无法解析，或其端口没有应答（“proxyconnect tcp: dial tcp …”）。经过它的内容都无法拉取。',
  ),
  ways: [
    say('start the proxy, or correct its host and port', '启动代理，或更正其主机和端口'),
    say(
      'remove the proxy, if this network no longer has one',
      '如果本网络已不再有代理，请移除该设置',
    ),
  ],
  reads: ['routes'],
  causes: ['DC6015', 'DC3008', 'DC3012', 'DC3010'],
  judge: ({ routes }) =>
    proxySights(routes).flatMap((sight) => {
      const { hop, at, proxy, severity, place, walk } = sight;
      const failed = hop.dns.kind === 'failed' ? hop.dns : hop.tcp;
      if (failed.kind !== 'failed') return [];
      return [
        {
          subject: at,
          severity,
          text: say(
            `The proxy ${proxy}, which the engine uses for ${hop.host}, cannot be reached: ${failed.code}.`,
            `引擎访问 ${hop.host} 所用的代理 ${proxy} 无法连接：${failed.code}。`,
          ),
          seen: [
            ...askedLines(hop.asked),
            ...hop.dials.map((dial) => `${dial.address}: ${dial.answer}, ${dial.ms} ms`),
          ],
          places: [place(stoppedAt(sight))],
          remedies: [
            run(say('see where the proxy is configured', '查看代理的配置位置'), [
              'dockcfg',
              'show',
              'https-proxy',
              'http-proxy',
            ]),
            ask(
              say(
                `Please check that the proxy ${at} runs and can be reached from this host.`,
                `请确认代理 ${at} 正在运行，且可以从本机访问。`,
              ),
            ),
            again(walk.image),
          ],
        },
      ];
    }),
});
