import type { Said } from '../domain/said.ts';
import { check } from './contract.ts';
import { placeOf } from './sights.ts';
import { run, say } from './write.ts';

/** Tokens live for five minutes, and Date headers are to the second. */
const toleratedSeconds = 120;

/** The clock of this host is wrong. */
export const clockOff = check({
  code: 'DC6005',
  severity: 'warning',
  title: say("This host's clock is wrong", '本机时钟不准'),
  about: say(
    'Whether a certificate or token is valid is judged by this host\'s clock. With a wrong clock, good certificates are "expired or not yet valid" and fresh tokens are too old.',
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
        .map((walk) => placeOf(walk, 'tls')),
    );
    const by = lengthOf(Math.abs(first.aheadSeconds));
    const ahead = first.aheadSeconds > 0;
    return [
      {
        subject: 'clock',
        severity: places.length > 0 ? ('error' as const) : ('warning' as const),
        text: say(
          `This host's clock is ${by.en} ${ahead ? 'ahead of' : 'behind'} ${off.map(({ host }) => host).join(', ')}.`,
          `本机时钟比 ${off.map(({ host }) => host).join('、')} ${ahead ? '快' : '慢'} ${by['zh-CN']}。`,
        ),
        seen: off.map(({ host, aheadSeconds }) => `${host}: ${aheadSeconds} s`),
        places,
        remedies: [
          run(say('set the clock from the network', '让时钟从网络校准'), [
            'timedatectl',
            'set-ntp',
            'true',
          ]),
        ] as const,
      },
    ];
  },
});

const units = [
  { seconds: 365 * 86_400, one: 'year', zh: '年' },
  { seconds: 86_400, one: 'day', zh: '天' },
  { seconds: 3_600, one: 'hour', zh: '小时' },
  { seconds: 60, one: 'minute', zh: '分钟' },
] as const;

/** A length of time in the largest unit of which there are two or more. */
function lengthOf(seconds: number): Said {
  const unit = units.find((each) => seconds >= 2 * each.seconds) ?? units[3];
  const count = Math.round(seconds / unit.seconds);
  return say(`${count} ${unit.one}${count === 1 ? '' : 's'}`, `${count} ${unit.zh}`);
}
