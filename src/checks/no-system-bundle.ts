import { check } from './contract.ts';
import { placeOf } from './sights.ts';
import { run, say } from './write.ts';

/** The host has no CA certificates at all. */
export const noSystemBundle = check({
  code: 'DC2024',
  severity: 'error',
  title: say('This host has no CA certificates', '本机没有 CA 证书'),
  about: say(
    'None of the places where Go looks for the system\'s certificates has any, so every public registry is "signed by unknown authority". Minimal installations leave out the ca-certificates package.',
    'Go 查找系统证书的各个位置都没有证书，因此所有公共仓库都会“由未知机构签发”。最小化安装往往没有 ca-certificates 软件包。',
  ),
  ways: [
    say(
      'install the ca-certificates package and restart the engine',
      '安装 ca-certificates 软件包并重启引擎',
    ),
  ],
  reads: ['routes', 'views', 'config'],
  causes: ['DC6014'],
  judge: ({ routes, views, config }) => {
    // There are some, and a variable keeps the engine from them.
    if (config.ownRoots?.system) return [];
    const bundle = views.used.systemTrust;
    if (bundle && /BEGIN CERTIFICATE/.test(bundle.pem)) return [];
    const refused = routes.flatMap(({ walks }) =>
      walks.filter(({ hops }) =>
        hops.some(({ verdict }) => verdict?.problem === 'unknown-authority'),
      ),
    );
    const [first] = refused;
    if (!first) return [];
    return [
      {
        subject: bundle?.path ?? '/etc/ssl/certs/ca-certificates.crt',
        text: say(
          "There are no CA certificates in any of the places where the engine looks for the system's.",
          '在引擎查找系统证书的所有位置都没有找到 CA 证书。',
        ),
        seen: refused.map(({ endpoint }) => endpoint.url),
        places: refused.map((walk) => placeOf(walk, 'tls')),
        remedies: [
          run(
            say(
              'install them (shown for apt; dnf, zypper and apk use the same package name)',
              '安装（apt；dnf、zypper、apk 的包名相同）',
            ),
            ['apt-get', 'install', 'ca-certificates'],
            'restart',
          ),
        ],
      },
    ];
  },
});
