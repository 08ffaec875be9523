import { addressBytes } from '../certificates/extensions.ts';

/** Record types by name (RFC 1035, RFC 3596). */
export const TYPES: Record<string, number> = { A: 1, NS: 2, CNAME: 5, SOA: 6, AAAA: 28, ANY: 255 };

export const CODES = { ok: 0, 'format-error': 1, servfail: 2, nxdomain: 3, refused: 5 } as const;
export type Code = keyof typeof CODES;

export interface Question {
  id: number;
  name: string;
  type: number;
  /** The question section as it came, to be sent back. */
  section: Buffer;
  recursionDesired: boolean;
}

export interface ResourceRecord {
  name: string;
  type: 'A' | 'AAAA' | 'CNAME';
  value: string;
}

export interface Reply {
  code: Code;
  records: ResourceRecord[];
  truncated: boolean;
}

/** Reads the question of a query; nothing where the message is not one. */
export function parseQuestion(message: Buffer): Question | undefined {
  if (message.length < 17 || message.readUInt16BE(4) !== 1) return undefined;
  const labels: string[] = [];
  let at = 12;
  for (let size = message[at]; size; size = message[at]) {
    if (size > 63 || at + size + 1 >= message.length) return undefined;
    labels.push(message.toString('latin1', at + 1, at + 1 + size));
    at += size + 1;
  }
  if (at + 5 > message.length) return undefined;
  return {
    id: message.readUInt16BE(0),
    name: labels.join('.').toLowerCase(),
    type: message.readUInt16BE(at + 1),
    section: message.subarray(12, at + 5),
    recursionDesired: (message.readUInt16BE(2) & 0x0100) !== 0,
  };
}

const TTL_SECONDS = 5;

/** Writes the reply to a question. */
export function writeReply(question: Question, { code, records, truncated }: Reply): Buffer {
  const header = Buffer.alloc(12);
  const flags = 0x8080 | (truncated ? 0x0200 : 0) | (question.recursionDesired ? 0x0100 : 0);
  header.writeUInt16BE(question.id, 0);
  header.writeUInt16BE(flags | CODES[code], 2);
  header.writeUInt16BE(1, 4);
  header.writeUInt16BE(records.length, 6);
  return Buffer.concat([header, question.section, ...records.map(writeRecord)]);
}

function writeRecord({ name, type, value }: ResourceRecord): Buffer {
  const data = type === 'CNAME' ? writeName(value) : addressBytes(value);
  const fixed = Buffer.alloc(10);
  fixed.writeUInt16BE(TYPES[type] ?? 0, 0);
  fixed.writeUInt16BE(1, 2);
  fixed.writeUInt32BE(TTL_SECONDS, 4);
  fixed.writeUInt16BE(data.length, 8);
  return Buffer.concat([writeName(name), fixed, data]);
}

function writeName(name: string): Buffer {
  const labels = name.split('.').filter((label) => label !== '');
  const parts = labels.map((label) => Buffer.from([label.length, ...Buffer.from(label, 'latin1')]));
  return Buffer.concat([...parts, Buffer.from([0])]);
}

/** The name of a record type, or its number. */
export const typeName = (type: number) =>
  Object.entries(TYPES).find(([, number]) => number === type)?.[0] ?? String(type);
