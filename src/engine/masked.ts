/**
 * A proxy URL as the engine shows it: both parts of the userinfo masked, whatever they are
 * (moby daemon/info.go, maskCredentials in daemon/config/config.go).
 */
export function maskedAsEngine(text: string): string {
  return text.replace(/^([A-Za-z][A-Za-z0-9+.-]*:\/\/)[^/?#]*@/, '$1xxxxx:xxxxx@');
}
