import { engineVariable } from '../domain/engine-environment.ts';
import type { HostFacts } from '../domain/facts.ts';
import type { Remedy } from '../domain/finding.ts';
import type { Said } from '../domain/said.ts';
import { trustStores } from '../domain/trust-stores.ts';
import { parseBundle } from '../probes/certificate.ts';
import { verifyChain } from '../probes/go-verify.ts';
import { certificateSights, chainLines } from './certificate-sights.ts';
import { check, type Found } from './contract.ts';
import { goMinorIn } from './go-minor.ts';
import { restart, serviceText } from './service-command.ts';
import { knownToSystem } from './trust-variables.ts';
import { run, say } from './write.ts';

/** The right CA lies where the system takes its own from, and is not in the bundle. */
export const anchorNotInBundle = check({
  code: 'DC2027',
  severity: 'error',
  title: say("The CA is not in the system's bundle yet", 'CA 尚未进入系统证书包'),
  about: say(
    "A CA in the folder for local certificates is trusted only after the distribution's tool has rebuilt the bundle, and by the engine only after a restart. On Debian and Ubuntu the file name must end in .crt.",
    '放在本地证书目录中的 CA，只有在用发行版的工具重新生成证书包之后才受信任，引擎还需要重启。在 Debian 与 Ubuntu 上，文件名必须以 .crt 结尾。',
  ),
  ways: [
    say(
      'run update-ca-certificates (Debian, SUSE) or update-ca-trust extract (RHEL, Arch), and restart the engine',
      '运行 update-ca-certificates（Debian、SUSE）或 update-ca-trust extract（RHEL、Arch），然后重启引擎',
    ),
  ],
  reads: ['routes', 'facts', 'config'],
  judge: ({ routes, facts, config }) =>
    certificateSights(routes, ['unknown-authority']).flatMap((sight): Found[] => {
      const { chain, hop, severity, place, walk } = sight;
      if (config.ownRoots && knownToSystem(sight, config.ownRoots, facts)) return [];
      const options = { host: hop.host, now: walk.begunAt, goMinor: goMinorIn(facts) };
      for (const { path, state } of facts.files.values()) {
        const tool = trustStores.find(({ anchors }) => path.startsWith(anchors))?.command;
        if (!tool || state.kind !== 'file') continue;
        const held = parseBundle(new TextDecoder('latin1').decode(state.bytes));
        if (held.length === 0 || !verifyChain(chain, held, options).ok) continue;
        return [
          {
            subject: path,
            severity,
            text: whyMissing(sight.subject, path, ownBundle(facts)),
            seen: [`${path} would make the engine accept it`, ...chainLines(sight)],
            places: [place('tls')],
            remedies: waysOut(tool, facts),
          },
        ];
      }
      return [];
    }),
});

/** `SSL_CERT_FILE` takes the place of the system's bundle (go src/crypto/x509/root_unix.go). */
function ownBundle(facts: HostFacts): string | null {
  return engineVariable(facts, 'SSL_CERT_FILE') || null;
}

function whyMissing(host: string, path: string, own: string | null): Said {
  return own === null
    ? say(
        `The CA for ${host} is in ${path}, but not in the bundle that the engine reads.`,
        `${host} 的 CA 在 ${path} 中，但不在引擎读取的证书包里。`,
      )
    : say(
        `The CA for ${host} is one of the system's (${path}), but SSL_CERT_FILE makes the engine read ${own} instead of the system's bundle.`,
        `${host} 的 CA 属于系统证书（${path}），但 SSL_CERT_FILE 让引擎改为读取 ${own}。`,
      );
}

function waysOut(tool: readonly string[], facts: HostFacts): readonly [Remedy, ...Remedy[]] {
  const own = ownBundle(facts);
  if (own === null) {
    const then = say('then restart the engine', '然后重启引擎');
    return [run(say('rebuild the bundle', '重新生成证书包'), tool), restart(then, facts)];
  }
  const see = serviceText(facts).join(' ');
  const text = say(
    `remove SSL_CERT_FILE from the unit (${see} shows where it is), or add the CA to ${own}; then`,
    `从单元中去掉 SSL_CERT_FILE（${see} 可显示其位置），或把 CA 加入 ${own}；然后`,
  );
  return [restart(text, facts)];
}
