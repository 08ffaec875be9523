import { hubDomain } from '../domain/reference.ts';
import { check } from './contract.ts';
import type { ClientSeen, RouteSeen } from './evidence.ts';
import { run, say } from './write.ts';

/** The client names a helper program that is not there. */
export const missingCredentialHelper = check({
  code: 'DC4050',
  severity: 'warning',
  title: say('A credential helper is missing', '缺少凭据助手'),
  about: say(
    'config.json says that a program (docker-credential-…) stores the logins, but that program is not installed: every pull that needs a login fails with "error getting credentials". Docker Desktop leaves such a line behind when it is removed.',
    'config.json 指定由某个程序（docker-credential-…）保存登录信息，但它没有安装：所有需要登录的拉取都会以 “error getting credentials” 失败。Docker Desktop 卸载后常会留下这样的配置。',
  ),
  ways: [
    say(
      'install the helper, or remove credsStore from config.json and log in again',
      '安装该助手，或从 config.json 中删除 credsStore 并重新登录',
    ),
  ],
  reads: ['client', 'routes'],
  judge: ({ client, routes }) =>
    client.missingHelpers.map((helper) => ({
      subject: helper,
      severity: isAsked(helper, client, routes) ? ('warning' as const) : ('notice' as const),
      text: say(
        `${client.path} names ${helper}, which is not installed.`,
        `${client.path} 指定了 ${helper}，但它没有安装。`,
      ),
      seen: [
        `credsStore: ${client.credsStore ?? '-'}`,
        ...Object.entries(client.credHelpers).map(([host, name]) => `${host}: ${name}`),
      ],
      places: [],
      remedies: [
        run(
          say(
            'see the file; remove the line that names the helper, or install the helper',
            '查看该文件；删除指定该助手的行，或安装它',
          ),
          ['cat', client.path],
        ),
      ] as const,
    })),
});

/** The client asks the helper of the registry at hand, and no other (docker/cli configfile GetAuthConfig). */
function isAsked(helper: string, client: ClientSeen, routes: readonly RouteSeen[]): boolean {
  const { credsStore, credHelpers } = client;
  const own = Object.keys(credHelpers).filter(
    (host) => `docker-credential-${credHelpers[host]}` === helper,
  );
  if (own.length === 0 || `docker-credential-${credsStore}` === helper) return true;
  const domains = routes.map(({ route }) => route.reference.domain);
  return own.some((host) => domains.includes(domainOf(host)));
}

/** Docker Hub's logins are kept under its old address. */
function domainOf(host: string): string {
  return /(^|\/\/)index\.docker\.io(\/|$)/.test(host) ? hubDomain : host;
}
