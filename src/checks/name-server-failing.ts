import { check } from './contract.ts';
import { askedLines, dialledOf, hopSights } from './sights.ts';
import { ask, say, seeNameServers } from './write.ts';

/** A name server answers, but with an error instead of an address. */
export const nameServerFailing = check({
  code: 'DC1003',
  severity: 'error',
  title: say('The name server answers with an error', 'DNS 服务器返回错误'),
  about: say(
    'SERVFAIL and REFUSED mean that the name server could not or would not look up the name: its own upstream is broken, DNSSEC validation fails, or it does not serve this client. The engine shows "server misbehaving".',
    'SERVFAIL 和 REFUSED 表示 DNS 服务器自己无法或拒绝查询该名称：它的上游出了问题、DNSSEC 校验失败，或者不为本机服务。引擎会显示 “server misbehaving”。',
  ),
  ways: [
    say(
      'repair the name server, or use another one in /etc/resolv.conf',
      '修复该 DNS 服务器，或在 /etc/resolv.conf 中换用其他服务器',
    ),
  ],
  reads: ['routes'],
  causes: [
    'DC6015',
    'DC6014',
    'DC3006',
    'DC3005',
    'DC3008',
    'DC3009',
    'DC3010',
    'DC3011',
    'DC3015',
  ],
  judge: ({ routes }) =>
    hopSights(routes).flatMap(({ hop, severity, place }) => {
      if (hop.dns.kind !== 'failed') return [];
      const failing = hop.asked.filter(({ answer }) =>
        /^(SERVFAIL|REFUSED|FORMERR|RCODE)/.test(answer),
      );
      const servers = [...new Set(failing.map(({ server }) => server))];
      return servers.map((server) => ({
        subject: server,
        severity,
        text: say(
          `The name server ${server} cannot look up ${dialledOf(hop).host}: it answers ${failing[0]?.answer}.`,
          `DNS 服务器 ${server} 无法查询 ${dialledOf(hop).host}：返回 ${failing[0]?.answer}。`,
        ),
        seen: askedLines(failing),
        places: [place('dns')],
        remedies: [
          seeNameServers,
          ask(
            say(
              `Please check the name server ${server}: it answers ${failing[0]?.answer} for ${dialledOf(hop).host}.`,
              `请检查 DNS 服务器 ${server}：它对 ${dialledOf(hop).host} 返回 ${failing[0]?.answer}。`,
            ),
          ),
        ],
      }));
    }),
});
