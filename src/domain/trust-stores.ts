/** One distribution family's way of trusting certificates system-wide. */
export interface TrustStore {
  readonly id: 'suse' | 'rhel' | 'arch' | 'debian';
  /** something only this family has; any of them is enough */
  readonly marks: readonly string[];
  /** where the administrator's own certificates lie; with a slash at the end */
  readonly anchors: string;
  /** what rebuilds the bundle from them */
  readonly command: readonly [string, ...string[]];
}

/**
 * Told apart by the folders their tools read, not by a distribution's name. SUSE and Debian both
 * call their tool update-ca-certificates, so SUSE's folder is looked for first.
 */
export const trustStores: readonly TrustStore[] = [
  {
    id: 'suse',
    marks: ['/etc/pki/trust/anchors', '/usr/share/pki/trust/anchors'],
    anchors: '/etc/pki/trust/anchors/',
    command: ['update-ca-certificates'],
  },
  {
    id: 'rhel',
    marks: ['/etc/pki/ca-trust/source/anchors', '/etc/pki/ca-trust/source'],
    anchors: '/etc/pki/ca-trust/source/anchors/',
    command: ['update-ca-trust', 'extract'],
  },
  {
    id: 'arch',
    marks: ['/etc/ca-certificates/trust-source', '/usr/share/ca-certificates/trust-source'],
    anchors: '/etc/ca-certificates/trust-source/anchors/',
    command: ['update-ca-trust', 'extract'],
  },
  {
    id: 'debian',
    marks: [
      '/usr/sbin/update-ca-certificates',
      '/usr/bin/update-ca-certificates',
      '/etc/ca-certificates.conf',
    ],
    anchors: '/usr/local/share/ca-certificates/',
    command: ['update-ca-certificates'],
  },
];

/** Where Go looks for the system's CA bundle on Linux: the first that exists (go src/crypto/x509/root_linux.go). */
export const systemBundlePaths: readonly string[] = [
  '/etc/ssl/certs/ca-certificates.crt',
  '/etc/pki/tls/certs/ca-bundle.crt',
  '/etc/ssl/ca-bundle.pem',
  '/etc/pki/tls/cacert.pem',
  '/etc/pki/ca-trust/extracted/pem/tls-ca-bundle.pem',
  '/etc/ssl/cert.pem',
];

/** Folders of which Go reads every file besides (the same file); dirs of a person's own follow them. */
export const systemFolders: readonly string[] = ['/etc/ssl/certs/', '/etc/pki/tls/certs/'];
