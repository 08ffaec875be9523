/** Every fault of the matrix. A new one is a file, and a line here. */

import { brokenOnReload } from './configuration/broken-on-reload.ts';
import { byteOrderMark } from './configuration/byte-order-mark.ts';
import { clientProxies } from './configuration/client-proxies.ts';
import { comment } from './configuration/comment.ts';
import { duplicateKey } from './configuration/duplicate-key.ts';
import { emptyFile } from './configuration/empty-file.ts';
import { flagMisspelt } from './configuration/flag-misspelt.ts';
import { flagSpelling } from './configuration/flag-spelling.ts';
import { flagTwice } from './configuration/flag-twice.ts';
import { folderInItsPlace } from './configuration/folder-in-its-place.ts';
import { hostsTomlBroken } from './configuration/hosts-toml-broken.ts';
import { hostsTomlInstead } from './configuration/hosts-toml-instead.ts';
import { hostsTwice } from './configuration/hosts-twice.ts';
import { ideographicSpace } from './configuration/ideographic-space.ts';
import { insecureByAddress } from './configuration/insecure-by-address.ts';
import { insecureWildcard } from './configuration/insecure-wildcard.ts';
import { insecureWithPath } from './configuration/insecure-with-path.ts';
import { mirrorWithPassword } from './configuration/mirror-with-password.ts';
import { mirrorWithPath } from './configuration/mirror-with-path.ts';
import { mirrorWithQuery } from './configuration/mirror-with-query.ts';
import { mirrorWithoutScheme } from './configuration/mirror-without-scheme.ts';
import { missingComma } from './configuration/missing-comma.ts';
import { notReloaded } from './configuration/not-reloaded.ts';
import { otherConfigFile } from './configuration/other-config-file.ts';
import { pageSaved } from './configuration/page-saved.ts';
import { portMissing } from './configuration/port-missing.ts';
import { proxiesTooNew } from './configuration/proxies-too-new.ts';
import { removedAndReloaded } from './configuration/removed-and-reloaded.ts';
import { secondObjectUnread } from './configuration/second-object-unread.ts';
import { smartQuotes } from './configuration/smart-quotes.ts';
import { storageDriverGone } from './configuration/storage-driver-gone.ts';
import { trailingComma } from './configuration/trailing-comma.ts';
import { twoObjects } from './configuration/two-objects.ts';
import { unknownKey } from './configuration/unknown-key.ts';
import { unreadFile } from './configuration/unread-file.ts';
import { wrongType } from './configuration/wrong-type.ts';
import type { Fault } from './contract.ts';
import { addressDenied } from './engine/address-denied.ts';
import { containerdStopped } from './engine/containerd-stopped.ts';
import { diskFull } from './engine/disk-full.ts';
import { masked } from './engine/masked.ts';
import { noInodes } from './engine/no-inodes.ts';
import { otherEngine } from './engine/other-engine.ts';
import { ownNetwork } from './engine/own-network.ts';
import { ownResolver } from './engine/own-resolver.ts';
import { socketGone } from './engine/socket-gone.ts';
import { startLimit } from './engine/start-limit.ts';
import { stopped } from './engine/stopped.ts';
import { temporaryFolderGone } from './engine/temporary-folder-gone.ts';
import { falseAddress } from './names/false-address.ts';
import { filtered } from './names/filtered.ts';
import { firstServerSilent } from './names/first-server-silent.ts';
import { hostDown } from './names/host-down.ts';
import { hubBlocked } from './names/hub-blocked.ts';
import { ipv6Only } from './names/ipv6-only.ts';
import { largePackets } from './names/large-packets.ts';
import { mirrorFiltered } from './names/mirror-filtered.ts';
import { mirrorNameGone } from './names/mirror-name-gone.ts';
import { nameUnknown } from './names/name-unknown.ts';
import { noDnsSource } from './names/no-dns-source.ts';
import { noLocalPort } from './names/no-local-port.ts';
import { noServerNamed } from './names/no-server-named.ts';
import { oneAddressDead } from './names/one-address-dead.ts';
import { overlappingNetwork } from './names/overlapping-network.ts';
import { refused } from './names/refused.ts';
import { reset } from './names/reset.ts';
import { searchWildcard } from './names/search-wildcard.ts';
import { serverAbsent } from './names/server-absent.ts';
import { serverByName } from './names/server-by-name.ts';
import { serverFails } from './names/server-fails.ts';
import { serverSilent } from './names/server-silent.ts';
import { staleHostsFile } from './names/stale-hosts-file.ts';
import { stall } from './names/stall.ts';
import { stubDown } from './names/stub-down.ts';
import { udpFiltered } from './names/udp-filtered.ts';
import { allProxyOnly } from './proxies/all-proxy-only.ts';
import { blobsBlocked } from './proxies/blobs-blocked.ts';
import { clientOnly } from './proxies/client-only.ts';
import { dropInUnread } from './proxies/drop-in-unread.ts';
import { environmentFileWins } from './proxies/environment-file-wins.ts';
import { exportedVariable } from './proxies/exported-variable.ts';
import { fileWins } from './proxies/file-wins.ts';
import { proxyForLogins } from './proxies/for-logins-only.ts';
import { gatewayError } from './proxies/gateway-error.ts';
import { httpAsSocks } from './proxies/http-as-socks.ts';
import { httpVariableOnly } from './proxies/http-variable-only.ts';
import { httpsToProxy } from './proxies/https-to-proxy.ts';
import { insideUnknownToProxy } from './proxies/inside-unknown-to-proxy.ts';
import { localProxyStopped } from './proxies/local-proxy-stopped.ts';
import { noProxyAddress } from './proxies/no-proxy-address.ts';
import { noProxyBelow } from './proxies/no-proxy-below.ts';
import { noProxyMissing } from './proxies/no-proxy-missing.ts';
import { noProxyNetwork } from './proxies/no-proxy-network.ts';
import { noProxyOtherPort } from './proxies/no-proxy-other-port.ts';
import { noProxyPath } from './proxies/no-proxy-path.ts';
import { noProxyScheme } from './proxies/no-proxy-scheme.ts';
import { noProxySemicolons } from './proxies/no-proxy-semicolons.ts';
import { noProxySpaces } from './proxies/no-proxy-spaces.ts';
import { noProxyStarAddress } from './proxies/no-proxy-star-address.ts';
import { noProxyTooWide } from './proxies/no-proxy-too-wide.ts';
import { noProxyWildcard } from './proxies/no-proxy-wildcard.ts';
import { passwordMissing } from './proxies/password-missing.ts';
import { passwordNotEncoded } from './proxies/password-not-encoded.ts';
import { passwordWrong } from './proxies/password-wrong.ts';
import { percentNotDoubled } from './proxies/percent-not-doubled.ts';
import { proxyFiltered } from './proxies/proxy-filtered.ts';
import { proxyRefused } from './proxies/proxy-refused.ts';
import { proxyUnknown } from './proxies/proxy-unknown.ts';
import { proxyUntrusted } from './proxies/proxy-untrusted.ts';
import { reloadOnly } from './proxies/reload-only.ts';
import { shellOnly } from './proxies/shell-only.ts';
import { socksAsHttp } from './proxies/socks-as-http.ts';
import { tokensBlocked } from './proxies/tokens-blocked.ts';
import { tokensUnknownToProxy } from './proxies/tokens-unknown-to-proxy.ts';
import { tunnelCut } from './proxies/tunnel-cut.ts';
import { tunnelGarbage } from './proxies/tunnel-garbage.ts';
import { tunnelPage } from './proxies/tunnel-page.ts';
import { typographicQuotes } from './proxies/typographic-quotes.ts';
import { blobCorrupted } from './registries/blob-corrupted.ts';
import { blobHostPage } from './registries/blob-host-page.ts';
import { blobHostRefused } from './registries/blob-host-refused.ts';
import { blobHostUnknown } from './registries/blob-host-unknown.ts';
import { blobHostUntrusted } from './registries/blob-host-untrusted.ts';
import { blobLoop } from './registries/blob-loop.ts';
import { blobMissing } from './registries/blob-missing.ts';
import { blobTruncated } from './registries/blob-truncated.ts';
import { challengeLost } from './registries/challenge-lost.ts';
import { clientConfigBroken } from './registries/client-config-broken.ts';
import { decoy } from './registries/decoy.ts';
import { hangs } from './registries/hangs.ts';
import { headRefused } from './registries/head-refused.ts';
import { helmChart } from './registries/helm-chart.ts';
import { helperMissing } from './registries/helper-missing.ts';
import { hubLayersBlocked } from './registries/hub-layers-blocked.ts';
import { hubTokensBlocked } from './registries/hub-tokens-blocked.ts';
import { labelLost } from './registries/label-lost.ts';
import { lengthLost } from './registries/length-lost.ts';
import { loginMissing } from './registries/login-missing.ts';
import { loginOutdated } from './registries/login-outdated.ts';
import { manifestsForbidden } from './registries/manifests-forbidden.ts';
import { mirrorBlobHost } from './registries/mirror-blob-host.ts';
import { mirrorBroken } from './registries/mirror-broken.ts';
import { mirrorClosed } from './registries/mirror-closed.ts';
import { mirrorLacks } from './registries/mirror-lacks.ts';
import { mirrorLimits } from './registries/mirror-limits.ts';
import { mirrorOtherWithoutBlobs } from './registries/mirror-other-without-blobs.ts';
import { mirrorPage } from './registries/mirror-page.ts';
import { mirrorPrefix } from './registries/mirror-prefix.ts';
import { mirrorRefuses } from './registries/mirror-refuses.ts';
import { mirrorStale } from './registries/mirror-stale.ts';
import { mirrorWantsLogin } from './registries/mirror-wants-login.ts';
import { mirrorWithoutBlobs } from './registries/mirror-without-blobs.ts';
import { noRegistry } from './registries/no-registry.ts';
import { noToken } from './registries/no-token.ts';
import { outage } from './registries/outage.ts';
import { privateImage } from './registries/private-image.ts';
import { rateLimited } from './registries/rate-limited.ts';
import { realmPlain } from './registries/realm-plain.ts';
import { realmRefused } from './registries/realm-refused.ts';
import { realmUnknown } from './registries/realm-unknown.ts';
import { realmUntrusted } from './registries/realm-untrusted.ts';
import { tagUnknown } from './registries/tag-unknown.ts';
import { tokenPage } from './registries/token-page.ts';
import { tokenRefused } from './registries/token-refused.ts';
import { webPage } from './registries/web-page.ts';
import { wrongPlatform } from './registries/wrong-platform.ts';
import { caEmpty } from './trust/ca-empty.ts';
import { caForContainerd } from './trust/ca-for-containerd.ts';
import { caInDer } from './trust/ca-in-der.ts';
import { caInPortDirectory } from './trust/ca-in-port-directory.ts';
import { caMissing } from './trust/ca-missing.ts';
import { caNamedCert } from './trust/ca-named-cert.ts';
import { caNamedPem } from './trust/ca-named-pem.ts';
import { caWithMark } from './trust/ca-with-mark.ts';
import { caWithoutHost } from './trust/ca-without-host.ts';
import { caWithoutPort } from './trust/ca-without-port.ts';
import { certificateAlone } from './trust/certificate-alone.ts';
import { clientCertificate } from './trust/client-certificate.ts';
import { commonNameOnly } from './trust/common-name-only.ts';
import { danglingLink } from './trust/dangling-link.ts';
import { expired } from './trust/expired.ts';
import { expiredIntermediate } from './trust/expired-intermediate.ts';
import { fileInPlace } from './trust/file-in-place.ts';
import { foreignKey } from './trust/foreign-key.ts';
import { inspected } from './trust/inspected.ts';
import { issuerNotCa } from './trust/issuer-not-ca.ts';
import { keyAlone } from './trust/key-alone.ts';
import { keyEncrypted } from './trust/key-encrypted.ts';
import { keyOfAnother } from './trust/key-of-another.ts';
import { mirrorCaMissing } from './trust/mirror-ca-missing.ts';
import { mirrorCaUnread } from './trust/mirror-ca-unread.ts';
import { mirrorExpired } from './trust/mirror-expired.ts';
import { mirrorPlainHttp } from './trust/mirror-plain-http.ts';
import { missingIntermediate } from './trust/missing-intermediate.ts';
import { noIpName } from './trust/no-ip-name.ts';
import { noSystemBundle } from './trust/no-system-bundle.ts';
import { notYetValid } from './trust/not-yet-valid.ts';
import { oldCiphers } from './trust/old-ciphers.ts';
import { oldTls } from './trust/old-tls.ts';
import { plainHttp } from './trust/plain-http.ts';
import { selfSigned } from './trust/self-signed.ts';
import { sha1Signature } from './trust/sha1-signature.ts';
import { staleCa } from './trust/stale-ca.ts';
import { systemCaNotRead } from './trust/system-ca-not-read.ts';
import { systemCaNotUpdated } from './trust/system-ca-not-updated.ts';
import { unverifiedHub } from './trust/unverified-hub.ts';
import { variableInstead } from './trust/variable-instead.ts';
import { wrongName } from './trust/wrong-name.ts';
import { wrongUsage } from './trust/wrong-usage.ts';

export const faults: readonly Fault[] = [
  filtered,
  firstServerSilent,
  hostDown,
  hubBlocked,
  ipv6Only,
  mirrorNameGone,
  nameUnknown,
  overlappingNetwork,
  refused,
  reset,
  serverAbsent,
  serverFails,
  serverSilent,
  staleHostsFile,
  stall,
  udpFiltered,
  falseAddress,
  mirrorFiltered,
  noServerNamed,
  caInDer,
  caInPortDirectory,
  caMissing,
  caNamedCert,
  caNamedPem,
  caWithoutPort,
  clientCertificate,
  commonNameOnly,
  expiredIntermediate,
  expired,
  inspected,
  issuerNotCa,
  keyAlone,
  mirrorCaMissing,
  mirrorCaUnread,
  mirrorPlainHttp,
  missingIntermediate,
  noIpName,
  noSystemBundle,
  notYetValid,
  oldCiphers,
  oldTls,
  plainHttp,
  selfSigned,
  sha1Signature,
  staleCa,
  systemCaNotRead,
  systemCaNotUpdated,
  unverifiedHub,
  wrongName,
  wrongUsage,
  mirrorExpired,
  allProxyOnly,
  blobsBlocked,
  clientOnly,
  dropInUnread,
  environmentFileWins,
  exportedVariable,
  fileWins,
  gatewayError,
  httpVariableOnly,
  httpsToProxy,
  noProxyMissing,
  noProxyNetwork,
  noProxyOtherPort,
  noProxyScheme,
  noProxySpaces,
  noProxyTooWide,
  noProxyWildcard,
  passwordMissing,
  passwordWrong,
  percentNotDoubled,
  proxyRefused,
  proxyUnknown,
  reloadOnly,
  shellOnly,
  tokensBlocked,
  typographicQuotes,
  localProxyStopped,
  passwordNotEncoded,
  proxyFiltered,
  brokenOnReload,
  byteOrderMark,
  clientProxies,
  comment,
  duplicateKey,
  emptyFile,
  flagSpelling,
  flagTwice,
  hostsTwice,
  ideographicSpace,
  insecureWithPath,
  mirrorWithPassword,
  mirrorWithPath,
  mirrorWithQuery,
  mirrorWithoutScheme,
  missingComma,
  notReloaded,
  pageSaved,
  portMissing,
  proxiesTooNew,
  removedAndReloaded,
  secondObjectUnread,
  smartQuotes,
  trailingComma,
  twoObjects,
  unknownKey,
  unreadFile,
  wrongType,
  folderInItsPlace,
  hostsTomlBroken,
  hostsTomlInstead,
  storageDriverGone,
  blobCorrupted,
  blobHostRefused,
  blobHostUnknown,
  blobHostUntrusted,
  blobLoop,
  blobMissing,
  blobTruncated,
  clientConfigBroken,
  decoy,
  hangs,
  helperMissing,
  loginMissing,
  mirrorBroken,
  mirrorClosed,
  mirrorLacks,
  mirrorLimits,
  mirrorPage,
  mirrorPrefix,
  mirrorRefuses,
  mirrorWantsLogin,
  noRegistry,
  noToken,
  outage,
  privateImage,
  rateLimited,
  realmPlain,
  realmUnknown,
  realmUntrusted,
  tagUnknown,
  tokenPage,
  webPage,
  loginOutdated,
  wrongPlatform,
  diskFull,
  masked,
  otherEngine,
  startLimit,
  stopped,
  insecureByAddress,
  insecureWildcard,
  otherConfigFile,
  containerdStopped,
  noInodes,
  temporaryFolderGone,
  proxyForLogins,
  httpAsSocks,
  insideUnknownToProxy,
  noProxyAddress,
  noProxyBelow,
  noProxyPath,
  noProxySemicolons,
  noProxyStarAddress,
  proxyUntrusted,
  socksAsHttp,
  tokensUnknownToProxy,
  challengeLost,
  headRefused,
  hubLayersBlocked,
  hubTokensBlocked,
  manifestsForbidden,
  mirrorBlobHost,
  mirrorStale,
  mirrorWithoutBlobs,
  realmRefused,
  tokenRefused,
  caEmpty,
  caForContainerd,
  caWithMark,
  caWithoutHost,
  certificateAlone,
  danglingLink,
  addressDenied,
  ownNetwork,
  ownResolver,
  socketGone,
  noDnsSource,
  labelLost,
  helmChart,
  keyOfAnother,
  keyEncrypted,
  variableInstead,
  oneAddressDead,
  serverByName,
  stubDown,
  tunnelGarbage,
  tunnelPage,
  tunnelCut,
  mirrorOtherWithoutBlobs,
  blobHostPage,
  largePackets,
  noLocalPort,
  searchWildcard,
  flagMisspelt,
  lengthLost,
  fileInPlace,
  foreignKey,
];
