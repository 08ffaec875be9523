import type { HostFacts, UnitFacts } from '../../domain/facts.ts';
import { splitWords } from '../../formats/systemd/words.ts';
import type { Commands } from '../../ports/commands.ts';
import { proxyKeyOf } from '../../targets/proxy-keys.ts';

/** systemd answers in milliseconds; what it does not say in time is left unknown. */
const deadlineMs = 5_000;

/**
 * Proxies that the service manager gives to every service (DefaultEnvironment=, `systemctl
 * set-environment`). Only asked for where the engine's process has one that no file of its unit
 * sets: that is rare, and costs a process.
 */
export async function managerProxies(
  commands: Commands,
  scope: 'system' | 'user',
  { unit, process }: { readonly unit: UnitFacts | null } & Pick<HostFacts, 'process'>,
): Promise<{ readonly [name: string]: string }> {
  const foreign = Object.entries(process?.environment ?? {})
    .filter(([name, value]) => proxyKeyOf(name) !== null && value !== '')
    .map(([name]) => name)
    .filter((name) => !unit?.environment.some((each) => each.name === name));
  if (unit === null || foreign.length === 0) return {};
  const argv = ['systemctl', ...(scope === 'user' ? ['--user'] : []), 'show-environment'] as const;
  const result = await commands.run(argv, { deadlineMs });
  if (result.exitCode !== 0) return {};
  return Object.fromEntries(
    result.stdout
      .split('\n')
      .map((line) => /^(\w+)=(.*)$/.exec(line))
      .flatMap((match) => (match ? [[match[1] ?? '', unquoted(match[2] ?? '')] as const] : []))
      .filter(([name]) => foreign.includes(name)),
  );
}

/**
 * A value with anything but plain characters comes as `$'…'` with C's escapes, which are those of a
 * unit's Environment= (systemd src/basic/escape.c, shell_maybe_quote; measured on 252, 257 and 262).
 */
function unquoted(value: string): string {
  if (!value.startsWith("$'")) return value;
  return splitWords(value.slice(1), 'environment').words[0]?.text ?? value;
}
