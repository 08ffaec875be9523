import { late } from '../domain/late.ts';
import type { Said } from '../domain/said.ts';

/** What can be wrong with a certificate or key file. */
export const pemWords = late(() => ({
  emptyCertificate: (): Said => ({
    en: 'the file is empty; a certificate in PEM form is needed',
    'zh-CN': '文件是空的，需要 PEM 格式的证书',
  }),
  htmlCertificate: (): Said => ({
    en: 'this is a web page, not a certificate; download the certificate itself',
    'zh-CN': '这是网页，不是证书，请下载证书文件本身',
  }),
  brokenPem: (label: string, line: number): Said => ({
    en: `the ${label} block that begins on line ${line} is damaged or cut off; copy the whole block again`,
    'zh-CN': `第 ${line} 行开始的 ${label} 块已损坏或不完整，请重新完整复制`,
  }),
  damagedCertificate: (number: number, count: number): Said => ({
    en: `certificate ${number} of ${count} is damaged; get the file again from whoever issued it`,
    'zh-CN': `共 ${count} 个证书，第 ${number} 个已损坏，请向签发方重新索取`,
  }),
  noCertificate: (): Said => ({
    en: 'this is not a certificate: neither PEM (-----BEGIN CERTIFICATE-----) nor DER',
    'zh-CN': '这不是证书：既不是 PEM（-----BEGIN CERTIFICATE-----），也不是 DER',
  }),
  pkcs12: (): Said => ({
    en: 'this is a PKCS#12 file (.p12, .pfx); extract the certificate with: openssl pkcs12 -in FILE -cacerts -nokeys',
    'zh-CN':
      '这是 PKCS#12 文件（.p12、.pfx），请先取出证书：openssl pkcs12 -in FILE -cacerts -nokeys',
  }),
  keyInsteadOfCertificate: (): Said => ({
    en: 'this is a private key, not a certificate; keep it secret and name the certificate file instead',
    'zh-CN': '这是私钥，不是证书；请妥善保管私钥，并改为指定证书文件',
  }),
  requestInstead: (): Said => ({
    en: 'this is a certificate request, not a certificate; the CA still has to sign it',
    'zh-CN': '这是证书签名请求（CSR），不是证书，还需要 CA 签发',
  }),
  otherPem: (label: string): Said => ({
    en: `this file contains ${label}, but no certificate`,
    'zh-CN': `文件里是 ${label}，没有证书`,
  }),
  noKey: (): Said => ({
    en: 'this file contains no private key in PEM form',
    'zh-CN': '文件里没有 PEM 格式的私钥',
  }),
  encryptedKey: (): Said => ({
    en: 'this private key is encrypted, and the engine cannot ask for its passphrase; decrypt it with: openssl pkey -in FILE',
    'zh-CN': '私钥带有口令，而引擎无法询问口令，请先解密：openssl pkey -in FILE',
  }),
}));
