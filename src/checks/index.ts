import { accessDenied } from './access-denied.ts';
import { allProxy } from './all-proxy.ts';
import { anchorNotInBundle } from './anchor-not-in-bundle.ts';
import { blobHostUnreachable } from './blob-host-unreachable.ts';
import { blobTrouble } from './blob-trouble.ts';
import { bogusAddress } from './bogus-address.ts';
import { brokenClientConfig } from './broken-client-config.ts';
import { brokenDaemonJson } from './broken-daemon-json.ts';
import { brokenHostsToml } from './broken-hosts-toml.ts';
import { brokenTrustDirectory } from './broken-trust-directory.ts';
import { builderApart } from './builder-apart.ts';
import { certificateEndsSoon } from './certificate-ends-soon.ts';
import { certificateExpired } from './certificate-expired.ts';
import { certificateNotYetValid } from './certificate-not-yet-valid.ts';
import { clientCertificateDemanded } from './client-certificate-demanded.ts';
import { clientVariable } from './client-variable.ts';
import { clockOff } from './clock-off.ts';
import { commonNameOnly } from './common-name-only.ts';
import { connectionRefused } from './connection-refused.ts';
import { containerdNotRunning } from './containerd-not-running.ts';
import type { Check } from './contract.ts';
import { corruptedBlob } from './corrupted-blob.ts';
import { cutConnection } from './cut-connection.ts';
import { dataRootChanges } from './data-root-changes.ts';
import { deadAddress } from './dead-address.ts';
import { deadMirror } from './dead-mirror.ts';
import { decoyOn443 } from './decoy-on-443.ts';
import { diskFull } from './disk-full.ts';
import { diskReadOnly } from './disk-read-only.ts';
import { dnsKey } from './dns-key.ts';
import { dockerNetworkOverlap } from './docker-network-overlap.ts';
import { downloadsFolderGone } from './downloads-folder-gone.ts';
import { duplicateKey } from './duplicate-key.ts';
import { engineConfined } from './engine-confined.ts';
import { engineElsewhere } from './engine-elsewhere.ts';
import { engineFiles } from './engine-files.ts';
import { engineMasked } from './engine-masked.ts';
import { engineNetwork } from './engine-network.ts';
import { engineNotRunning } from './engine-not-running.ts';
import { engineSilent } from './engine-silent.ts';
import { fewPullsLeft } from './few-pulls-left.ts';
import { flagAndFile } from './flag-and-file.ts';
import { goResolverDiffers } from './go-resolver-differs.ts';
import { headRefused } from './head-refused.ts';
import { hostsOverride } from './hosts-override.ts';
import { hostsTomlTakesOver } from './hosts-toml-takes-over.ts';
import { ignoredCaFile } from './ignored-ca-file.ts';
import { ignoredKey } from './ignored-key.ts';
import { incompleteImage } from './incomplete-image.ts';
import { insecureEntryMisses } from './insecure-entry-misses.ts';
import { ipv6WithoutRoute } from './ipv6-without-route.ts';
import { loginNeeded } from './login-needed.ts';
import { loopbackProxy } from './loopback-proxy.ts';
import { mirrorAiling } from './mirror-ailing.ts';
import { mirrorCaUnread } from './mirror-ca-unread.ts';
import { mirrorDiffers } from './mirror-differs.ts';
import { mirrorIsAPage } from './mirror-is-a-page.ts';
import { mirrorLacksImage } from './mirror-lacks-image.ts';
import { mirrorLimited } from './mirror-limited.ts';
import { mirrorRefuses } from './mirror-refuses.ts';
import { mirrorSkipped } from './mirror-skipped.ts';
import { mirrorWantsLogin } from './mirror-wants-login.ts';
import { mirrorsAreForHub } from './mirrors-are-for-hub.ts';
import { misissuedCertificate } from './misissued-certificate.ts';
import { misplacedCa } from './misplaced-ca.ts';
import { missingCredentialHelper } from './missing-credential-helper.ts';
import { missingIntermediate } from './missing-intermediate.ts';
import { nameNotFound } from './name-not-found.ts';
import { nameServerFailing } from './name-server-failing.ts';
import { nameServerSilent } from './name-server-silent.ts';
import { needsDaemonReload } from './needs-daemon-reload.ts';
import { noAnswer } from './no-answer.ts';
import { noDnsSource } from './no-dns-source.ts';
import { noEngine } from './no-engine.ts';
import { noIpName } from './no-ip-name.ts';
import { noLocalPort } from './no-local-port.ts';
import { noPlatform } from './no-platform.ts';
import { noProxyItem } from './no-proxy-item.ts';
import { noProxyTooWide } from './no-proxy-too-wide.ts';
import { noRegistryHere } from './no-registry-here.ts';
import { noRoute } from './no-route.ts';
import { noSuchImage } from './no-such-image.ts';
import { noSystemBundle } from './no-system-bundle.ts';
import { noToken } from './no-token.ts';
import { notAProxy } from './not-a-proxy.ts';
import { notARegistry } from './not-a-registry.ts';
import { notAnImage } from './not-an-image.ts';
import { notReloaded } from './not-reloaded.ts';
import { notTls } from './not-tls.ts';
import { oddFailure } from './odd-failure.ts';
import { oldTls } from './old-tls.ts';
import { onlyHttpProxy } from './only-http-proxy.ts';
import { otherDaemonJson } from './other-daemon-json.ts';
import { otherPortOpen } from './other-port-open.ts';
import { outdatedCertificate } from './outdated-certificate.ts';
import { ownFirewall } from './own-firewall.ts';
import { plainHttp } from './plain-http.ts';
import { prefixMirror } from './prefix-mirror.ts';
import { proxyCertificate } from './proxy-certificate.ts';
import { proxyLogin } from './proxy-login.ts';
import { proxyNotRestarted } from './proxy-not-restarted.ts';
import { proxyOnlyInShell } from './proxy-only-in-shell.ts';
import { proxyRefuses } from './proxy-refuses.ts';
import { proxyScheme } from './proxy-scheme.ts';
import { proxyUnreachable } from './proxy-unreachable.ts';
import { proxyValue } from './proxy-value.ts';
import { pushRefused } from './push-refused.ts';
import { rateLimited } from './rate-limited.ts';
import { refusedFlag } from './refused-flag.ts';
import { refusedKey } from './refused-key.ts';
import { refusedValue } from './refused-value.ts';
import { registryHangs } from './registry-hangs.ts';
import { registryOutage } from './registry-outage.ts';
import { restartStopsContainers } from './restart-stops-containers.ts';
import { staleCa } from './stale-ca.ts';
import { systemdPercent } from './systemd-percent.ts';
import { tlsInspection } from './tls-inspection.ts';
import { tlsSilence } from './tls-silence.ts';
import { tokenRefused } from './token-refused.ts';
import { tokenServerTrust } from './token-server-trust.ts';
import { tokenServerUnreachable } from './token-server-unreachable.ts';
import { trustVariables } from './trust-variables.ts';
import { trustedAfterRestart } from './trusted-after-restart.ts';
import { udp53Blocked } from './udp-53-blocked.ts';
import { unknownAuthority } from './unknown-authority.ts';
import { unreadFile } from './unread-file.ts';
import { unverifiedHub } from './unverified-hub.ts';
import { wrongName } from './wrong-name.ts';
import { wrongRealm } from './wrong-realm.ts';

/** Every check, by code. A new one is one line here. */
export const checks: readonly Check[] = [
  nameNotFound,
  nameServerSilent,
  nameServerFailing,
  udp53Blocked,
  goResolverDiffers,
  hostsOverride,
  bogusAddress,
  noDnsSource,
  connectionRefused,
  noAnswer,
  noRoute,
  ipv6WithoutRoute,
  cutConnection,
  tlsSilence,
  dockerNetworkOverlap,
  otherPortOpen,
  ownFirewall,
  deadAddress,
  noLocalPort,
  unknownAuthority,
  tlsInspection,
  misplacedCa,
  ignoredCaFile,
  trustedAfterRestart,
  missingIntermediate,
  staleCa,
  certificateExpired,
  certificateNotYetValid,
  wrongName,
  commonNameOnly,
  noIpName,
  misissuedCertificate,
  outdatedCertificate,
  oldTls,
  clientCertificateDemanded,
  plainHttp,
  notTls,
  brokenTrustDirectory,
  mirrorCaUnread,
  unverifiedHub,
  tokenServerTrust,
  certificateEndsSoon,
  noSystemBundle,
  brokenHostsToml,
  anchorNotInBundle,
  trustVariables,
  proxyUnreachable,
  proxyScheme,
  proxyLogin,
  proxyRefuses,
  proxyOnlyInShell,
  onlyHttpProxy,
  noProxyItem,
  proxyValue,
  systemdPercent,
  proxyNotRestarted,
  allProxy,
  loopbackProxy,
  proxyCertificate,
  notAProxy,
  noProxyTooWide,
  notARegistry,
  noRegistryHere,
  registryOutage,
  registryHangs,
  headRefused,
  incompleteImage,
  oddFailure,
  tokenRefused,
  wrongRealm,
  tokenServerUnreachable,
  noToken,
  loginNeeded,
  accessDenied,
  noSuchImage,
  noPlatform,
  notAnImage,
  rateLimited,
  fewPullsLeft,
  blobHostUnreachable,
  blobTrouble,
  corruptedBlob,
  decoyOn443,
  missingCredentialHelper,
  brokenClientConfig,
  pushRefused,
  brokenDaemonJson,
  flagAndFile,
  refusedKey,
  refusedFlag,
  ignoredKey,
  refusedValue,
  notReloaded,
  unreadFile,
  needsDaemonReload,
  dataRootChanges,
  otherDaemonJson,
  mirrorsAreForHub,
  duplicateKey,
  insecureEntryMisses,
  restartStopsContainers,
  dnsKey,
  hostsTomlTakesOver,
  engineNotRunning,
  noEngine,
  engineMasked,
  engineSilent,
  clockOff,
  builderApart,
  engineElsewhere,
  engineNetwork,
  engineFiles,
  engineConfined,
  clientVariable,
  diskFull,
  diskReadOnly,
  containerdNotRunning,
  downloadsFolderGone,
  mirrorSkipped,
  mirrorRefuses,
  mirrorLacksImage,
  mirrorAiling,
  mirrorWantsLogin,
  mirrorIsAPage,
  mirrorDiffers,
  prefixMirror,
  deadMirror,
  mirrorLimited,
];
