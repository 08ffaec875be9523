import { isIP } from 'node:net';
import type { Names } from '../sites/names.ts';
import type { Code, Reply, ResourceRecord } from './message.ts';

/** What a name server has to say about a name. */
export type DnsAnswer =
  | Addresses
  /** No such name; the server fails; it will not talk to us; it says nothing at all. */
  | 'nxdomain'
  | 'servfail'
  | 'refused'
  | 'silent'
  /** The name is there, and has no records of the type asked for. */
  | 'empty';

export interface Addresses {
  a?: string[];
  aaaa?: string[];
  /** An alias; its target is answered along, as far as it is known. */
  cname?: string;
  /** UDP answers "truncated", so that the client must ask again over TCP. */
  truncated?: boolean;
}

export interface Book {
  records: Record<string, DnsAnswer>;
  everything?: DnsAnswer;
  names: Names;
}

export interface Asked {
  name: string;
  type: string;
  transport: 'udp' | 'tcp';
}

/** The reply to a question, or silence. */
export function replyTo({ name, type, transport }: Asked, book: Book): Reply | 'silent' {
  const answer = answerFor(name, book);
  if (answer === 'silent') return 'silent';
  if (answer === 'empty') return bare('ok');
  if (typeof answer === 'string') return bare(answer);
  if (answer.truncated && transport === 'udp') return { ...bare('ok'), truncated: true };
  return { code: 'ok', truncated: false, records: recordsOf({ name, type }, answer, book) };
}

const bare = (code: Code): Reply => ({ code, records: [], truncated: false });

/** What was said for this name; then for all names; then what the world itself knows. */
function answerFor(name: string, { records, everything, names }: Book): DnsAnswer {
  if (Object.hasOwn(records, name)) return records[name] ?? 'nxdomain';
  if (everything) return everything;
  const addresses = names.addressesOf(name);
  if (addresses.length === 0) return 'nxdomain';
  return {
    a: addresses.filter((address) => isIP(address) === 4),
    aaaa: addresses.filter((address) => isIP(address) === 6),
  };
}

/** Longer chains than any real one are cut, so that aliases in a circle end. */
const MAX_ALIASES = 8;

function recordsOf(
  { name, type }: Pick<Asked, 'name' | 'type'>,
  answer: Addresses,
  book: Book,
): ResourceRecord[] {
  const records: ResourceRecord[] = [];
  let owner = name;
  let current: DnsAnswer = answer;
  for (let hop = 0; hop < MAX_ALIASES && typeof current === 'object'; hop += 1) {
    if (!current.cname) return [...records, ...addressRecords(owner, type, current)];
    records.push({ name: owner, type: 'CNAME', value: current.cname });
    owner = current.cname.toLowerCase();
    current = answerFor(owner, book);
  }
  return records;
}

function addressRecords(name: string, type: string, { a = [], aaaa = [] }: Addresses) {
  const four = a.map((value): ResourceRecord => ({ name, type: 'A', value }));
  const six = aaaa.map((value): ResourceRecord => ({ name, type: 'AAAA', value }));
  return [...four, ...six].filter((record) => type === 'ANY' || record.type === type);
}
