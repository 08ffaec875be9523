import { check } from './contract.ts';
import { run, say } from './write.ts';

/** Tokens live for five minutes, and Date headers are to the second. */
const toleratedSeconds = 120;

/** The clock of this host is wrong. */
export const clockOff = check({
  code: 'DC6005',
  severity: 'warning',
  title: say("This host's clock is wrong", '本机时钟不准'),
  about: say(
    'Certificates and tokens are valid from one moment to another by this host\'s clock. A clock that is off makes good certificates "expired or not yet valid" and fresh tokens old.',
    '证书和令牌的有效期以本机时钟为准。时钟不准会使有效的证书“已过期或尚未生效”，使新令牌失效。',
  ),
  ways: [say('set the clock: timedatectl set-ntp true', '校准时钟：timedatectl set-ntp true')],
  reads: ['clocks', 'routes'],
  judge: ({ clocks, routes }) => {
    const off = clocks.filter(({ aheadSeconds }) => Math.abs(aheadSeconds) > toleratedSeconds);
    const [first] = off;
    // One server can be wrong itself; all that were asked must say the same.
    if (!first || off.length < clocks.length) return [];
    const places = routes.flatMap(({ walks }) =>
      walks
        .filter(({ hops }) =>
          hops.some(
            ({ verdict }) => verdict?.problem === 'expired' || verdict?.problem === 'not-yet-valid',
          ),
        )
        .map((walk) => ({ image: walk.image, endpoint: walk.endpoint.url, stage: 'tls' as const })),
    );
    const minutes = Math.round(Math.abs(first.aheadSeconds) / 60);
    const ahead = first.aheadSeconds > 0;
    return [
      {
        subject: 'clock',
        severity: places.length > 0 ? ('error' as const) : ('warning' as const),
        text: say(
          `This host's clock is ${minutes} minutes ${ahead ? 'ahead of' : 'behind'} ${off.map(({ host }) => host).join(', ')}.`,
          `本机时钟比 ${off.map(({ host }) => host).join('、')} ${ahead ? '快' : '慢'} ${minutes} 分钟。`,
        ),
        seen: off.map(({ host, aheadSeconds }) => `${host}: ${aheadSeconds} s`),
        places,
        remedies: [
          run(say('let the clock be set from the network', '让时钟从网络校准'), [
            'timedatectl',
            'set-ntp',
            'true',
          ]),
        ] as const,
      },
    ];
  },
});
