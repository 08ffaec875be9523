/**
 * A proxy URL as the engine shows it: both parts of the userinfo masked, whatever they are
 * (moby daemon/info.go, maskCredentials in daemon/config/config.go). The engine leaves a URL that
 * does not parse as it is; here it is masked too, so that two spellings of one value are equal.
 */
export function maskedAsEngine(text: string): string {
  return text.replace(/^([A-Za-z][A-Za-z0-9+.-]*:\/\/)[\s\S]*@/, '$1xxxxx:xxxxx@');
}
