import type { HostFacts } from '../domain/facts.ts';
import { parseBundle } from '../probes/certificate.ts';
import { verifyChain } from '../probes/go-verify.ts';
import { type CertificateSight, certificateSights, chainLines } from './certificate-sights.ts';
import { check } from './contract.ts';
import type { ConfigSeen } from './evidence.ts';
import { goMinorIn } from './go-minor.ts';
import { restart, serviceText } from './service-command.ts';
import { run, say } from './write.ts';

/** A variable of the engine's environment takes the place of the system's CAs. */
export const trustVariables = check({
  code: 'DC2028',
  severity: 'error',
  title: say("A variable hides the system's CAs from the engine", '环境变量使引擎读不到系统 CA'),
  about: say(
    "In the engine's environment, SSL_CERT_FILE replaces the system's bundle, and SSL_CERT_DIR its folders: a certificate from a CA that is only there is then \"signed by unknown authority\". A company's CA certificates belong in the system's trust store, or in the trust directory of their registry.",
    '引擎环境中的 SSL_CERT_FILE 会取代系统证书包，SSL_CERT_DIR 会取代系统证书目录：只存在于系统中的证书此时就“由未知机构签发”。企业证书应安装到系统信任库，或放入相应仓库的信任目录。',
  ),
  ways: [
    say(
      "remove the variable from the engine's unit, and restart the engine",
      '从引擎的单元中去掉该变量，并重启引擎',
    ),
  ],
  reads: ['routes', 'facts', 'config'],
  judge: ({ routes, facts, config }) => {
    const { ownRoots } = config;
    if (!ownRoots?.system) return [];
    const sights = certificateSights(routes, ['unknown-authority']).filter((sight) =>
      knownToSystem(sight, ownRoots, facts),
    );
    const [first] = sights;
    if (!first) return [];
    const names = ownRoots.variables.map(({ name }) => name);
    return [
      {
        subject: names.join(', '),
        severity: sights.some(({ severity }) => severity === 'error') ? 'error' : 'warning',
        text: say(
          `${shown(ownRoots)} in the engine's environment hides the system's CAs in ${ownRoots.system.path}, which would accept ${hostsOf(sights)}.`,
          `引擎环境中的 ${shown(ownRoots)} 使它读不到 ${ownRoots.system.path} 中的系统 CA，而这些 CA 会接受 ${hostsOf(sights)}。`,
        ),
        seen: [...ownRoots.variables.map(lineOf), ...chainLines(first)],
        places: sights.map(({ place }) => place('tls')),
        remedies: [
          run(say('see where it is set', '查看它在哪里设置'), serviceText(facts)),
          restart(
            say(
              `remove ${names.join(' and ')} there, or add the system's CAs to what it names; then`,
              `从那里去掉 ${names.join(' 和 ')}，或把系统 CA 加入其所指之处；然后`,
            ),
            facts,
          ),
        ],
      },
    ];
  },
});

type OwnRoots = NonNullable<ConfigSeen['ownRoots']>;

/** Whether the engine would accept a chain if it read what the system has. */
export function knownToSystem(
  { chain, hop, walk }: CertificateSight,
  { system }: OwnRoots,
  facts: HostFacts,
): boolean {
  const options = { host: hop.host, now: walk.begunAt, goMinor: goMinorIn(facts) };
  return system !== null && verifyChain(chain, parseBundle(system.pem), options).ok;
}

function shown({ variables }: OwnRoots): string {
  return variables.map(({ name, value }) => `${name}=${value}`).join(' ');
}

function lineOf({ name, value, path, line }: OwnRoots['variables'][number]): string {
  const where = path === null ? '' : ` (${line === null ? path : `${path}:${line}`})`;
  return `${name}=${value}${where}`;
}

function hostsOf(sights: readonly CertificateSight[]): string {
  return [...new Set(sights.map(({ subject }) => subject))].join(', ');
}
