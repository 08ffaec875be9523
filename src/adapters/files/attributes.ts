import { existsSync } from 'node:fs';
import { Failure } from '../../domain/failure.ts';
import type { Commands } from '../../ports/commands.ts';
import { said } from '../shared/words.ts';

/** A copy of attributes takes milliseconds; a hung network file system must not hold us. */
const attributesDeadlineMs = 10_000;

/**
 * Gives a new file the extended attributes, ACL and SELinux label of the one it replaces.
 *
 * Node has no call for any of the three, and none to ask whether there are any, so coreutils' cp
 * does it in one process: `mode` includes the ACL, and where it is told to preserve something it
 * exits non-zero when it cannot (coreutils src/copy.c, copy_attr), which is our check. SELinux is
 * only asked for where the kernel has it: elsewhere `context` is an error of its own.
 *
 * @throws Failure cannotWrite when something was there and could not be kept
 */
export async function copyAttributes(
  commands: Commands,
  files: { readonly from: string; readonly to: string; readonly path: string },
): Promise<void> {
  const kinds = existsSync('/sys/fs/selinux/enforce') ? 'mode,xattr,context' : 'mode,xattr';
  const result = await commands.run(
    ['cp', '--attributes-only', `--preserve=${kinds}`, '--', files.from, files.to],
    { deadlineMs: attributesDeadlineMs },
  );
  if (result.exitCode === 0 || knowsNoAttributes(result.stderr)) return;
  const detail = result.stderr.trim() || `cp: ${result.exitCode}`;
  throw new Failure('cannotWrite', said.attributes(files.path, detail));
}

/** busybox, or a cp built without libattr: a system that has nothing to keep. */
function knowsNoAttributes(stderr: string): boolean {
  return /unrecognized option|built without xattr support/.test(stderr);
}

/**
 * Labels a new file as the policy wants it, where SELinux is there. A label that could not be set
 * is no failure: the directory's own type, which the file got, is what the policy's rules for
 * /etc/docker and /etc/systemd amount to.
 */
export async function labelNewFile(commands: Commands, real: string): Promise<void> {
  if (!existsSync('/sys/fs/selinux/enforce')) return;
  await commands.run(['restorecon', real], { deadlineMs: attributesDeadlineMs });
}

/**
 * Refuses a directory in which names can be made and never taken away again (`chattr +a`): the
 * kernel says so only when the first one has to go, and that one would stay. lsattr asks; where it
 * is missing, or the file system has no such flags, there are none.
 * @throws Failure cannotWrite
 */
export async function refuseGrowOnly(
  commands: Commands,
  { directory, path }: { readonly directory: string; readonly path: string },
): Promise<void> {
  const result = await commands.run(['lsattr', '-d', '--', directory], {
    deadlineMs: attributesDeadlineMs,
  });
  if (result.exitCode === 0 && /^\S*a/.test(result.stdout))
    throw new Failure('cannotWrite', said.immutable(path));
}
