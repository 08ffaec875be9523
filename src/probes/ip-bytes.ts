import { isIPv4 } from 'node:net';

/** A literal address as the 4 or 16 bytes of an IP SAN, in hex. */
export function addressHex(address: string): string {
  if (isIPv4(address)) return hexOf(address.split('.').map(Number));
  const [head = '', tail] = address.split('::');
  const left = wordsOf(head);
  const right = tail === undefined ? [] : wordsOf(tail);
  const gap = Array.from({ length: Math.max(0, 8 - left.length - right.length) }, () => 0);
  return [...left, ...gap, ...right].map((word) => word.toString(16).padStart(4, '0')).join('');
}

/** The groups of a part of an IPv6 address; an IPv4 tail counts as two. */
function wordsOf(part: string): readonly number[] {
  if (part === '') return [];
  return part.split(':').flatMap((group) => {
    if (!isIPv4(group)) return [Number.parseInt(group, 16)];
    const [a = 0, b = 0, c = 0, d = 0] = group.split('.').map(Number);
    return [a * 256 + b, c * 256 + d];
  });
}

function hexOf(bytes: readonly number[]): string {
  return bytes.map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
