import type { FileSnapshot } from './facts.ts';

/** Same bytes, mode and owner; what is unreadable is the same as nothing, not even as itself. */
export function sameState(one: FileSnapshot['state'], other: FileSnapshot['state']): boolean {
  if (one.kind !== 'file' || other.kind !== 'file')
    return one.kind === 'absent' && other.kind === 'absent';
  const sameMeta = one.mode === other.mode && one.uid === other.uid && one.gid === other.gid;
  return sameMeta && sameBytes(one.bytes, other.bytes);
}

/** Same length, same bytes. */
export function sameBytes(one: Uint8Array, other: Uint8Array): boolean {
  return one.length === other.length && one.every((byte, index) => byte === other[index]);
}
