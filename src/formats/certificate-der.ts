import { type DerElement, derAt, derChildren, derOid, derTime } from './der.ts';

/** What Go's verification looks at and node:crypto does not tell. */
export interface CertificateFields {
  readonly version: number;
  /** Go from 1.23 refuses negative ones: `x509: negative serial number` */
  readonly negativeSerial: boolean;
  readonly signatureAlgorithm: string;
  readonly notBefore: string;
  readonly notAfter: string;
  readonly key: {
    readonly algorithm: string;
    readonly curve: string | null;
    readonly bits: number | null;
  };
  readonly basicConstraints: { readonly ca: boolean; readonly pathLength: number | null } | null;
  /** bit 0 digitalSignature … bit 5 keyCertSign; null: no such extension */
  readonly keyUsage: readonly number[] | null;
  /** object identifiers; null: any use */
  readonly extendedKeyUsage: readonly string[] | null;
  readonly names: { readonly dns: readonly string[]; readonly ips: readonly string[] } | null;
  /** without SAN Go from 1.15 says `relies on legacy Common Name field` when it looks like a host */
  readonly commonName: string | null;
  readonly nameConstraints: boolean;
  /** extensions marked critical that Go does not know: `x509: unhandled critical extension` */
  readonly unknownCritical: readonly string[];
}

/** Reads the fields of one certificate; null where the bytes are none. Source: RFC 5280, 4.1. */
export function certificateFields(der: Uint8Array): CertificateFields | null {
  const outer = sequence(derAt(der, 0));
  const [body, algorithm] = outer ?? [];
  const fields = sequence(body ?? null);
  if (!fields || !algorithm) return null;
  const hasVersion = fields[0]?.tag === 0xa0;
  const [serial, , , validity, subject, spki, ...rest] = hasVersion ? fields.slice(1) : fields;
  const [from, to] = sequence(validity ?? null) ?? [];
  const key = keyOf(spki ?? null);
  const notBefore = from && derTime(from);
  const notAfter = to && derTime(to);
  if (!serial || !subject || !key || !notBefore || !notAfter) return null;
  return {
    version: hasVersion ? (fields[0]?.content.at(-1) ?? 0) + 1 : 1,
    negativeSerial: ((serial.content[0] ?? 0) & 0x80) !== 0,
    signatureAlgorithm: firstOid(algorithm),
    notBefore,
    notAfter,
    key,
    commonName: commonNameOf(subject),
    ...extensionFields(extensionsOf(rest)),
  };
}

interface Extension {
  readonly critical: boolean;
  readonly value: DerElement | null;
}

function extensionsOf(rest: readonly DerElement[]): ReadonlyMap<string, Extension> {
  const wrapper = rest.find((element) => element.tag === 0xa3);
  const list = wrapper ? (sequence(derAt(wrapper.content, 0)) ?? []) : [];
  return new Map(
    list.flatMap((element) => {
      const parts = sequence(element) ?? [];
      const octets = parts.at(-1);
      if (parts[0]?.tag !== 0x06 || octets?.tag !== 0x04) return [];
      const critical = parts[1]?.tag === 0x01 && parts[1].content[0] !== 0;
      return [[derOid(parts[0].content), { critical, value: derAt(octets.content, 0) }] as const];
    }),
  );
}

const oid = {
  subjectAltName: '2.5.29.17',
  basicConstraints: '2.5.29.19',
  keyUsage: '2.5.29.15',
  extendedKeyUsage: '2.5.29.37',
  nameConstraints: '2.5.29.30',
  commonName: '2.5.4.3',
} as const;

/** Those go src/crypto/x509/parser.go handles (processExtensions). */
const knownToGo = new Set([
  ...Object.values(oid),
  '2.5.29.14',
  '2.5.29.31',
  '2.5.29.32',
  '2.5.29.35',
  '2.5.29.36',
  '2.5.29.33',
  '2.5.29.54',
  '1.3.6.1.5.5.7.1.1',
]);

function extensionFields(extensions: ReadonlyMap<string, Extension>) {
  const of = (id: string) => extensions.get(id)?.value ?? null;
  return {
    basicConstraints: constraintsOf(of(oid.basicConstraints)),
    keyUsage: usageOf(of(oid.keyUsage)),
    extendedKeyUsage: sequence(of(oid.extendedKeyUsage))?.map((use) => derOid(use.content)) ?? null,
    names: namesOf(of(oid.subjectAltName)),
    nameConstraints: extensions.has(oid.nameConstraints),
    unknownCritical: [...extensions].flatMap(([id, { critical }]) => {
      return critical && !knownToGo.has(id) ? [id] : [];
    }),
  };
}

function constraintsOf(value: DerElement | null): CertificateFields['basicConstraints'] {
  const parts = sequence(value);
  if (!parts) return null;
  const length = parts.find((part) => part.tag === 0x02);
  const ca = parts[0]?.tag === 0x01 && parts[0].content[0] !== 0;
  return { ca, pathLength: length ? (length.content.at(-1) ?? null) : null };
}

function usageOf(value: DerElement | null): number[] | null {
  if (value?.tag !== 0x03) return null;
  return [...value.content.subarray(1)].flatMap((octet, at) => {
    const bits = [0, 1, 2, 3, 4, 5, 6, 7].filter((bit) => octet & (0x80 >> bit));
    return bits.map((bit) => at * 8 + bit);
  });
}

function namesOf(value: DerElement | null): CertificateFields['names'] {
  const names = sequence(value);
  if (!names) return null;
  const dns = names.filter((name) => name.tag === 0x82).map((name) => latin1(name.content));
  const ips = names.filter((name) => name.tag === 0x87).map((name) => address(name.content));
  return { dns, ips };
}

function address(octets: Uint8Array): string {
  if (octets.length === 4) return octets.join('.');
  if (octets.length !== 16) return `(${octets.length} octets)`;
  const groups = Array.from({ length: 8 }, (_, at) => {
    return (((octets[at * 2] ?? 0) << 8) | (octets[at * 2 + 1] ?? 0)).toString(16);
  });
  return new URL(`http://[${groups.join(':')}]/`).hostname.slice(1, -1);
}

function keyOf(spki: DerElement | null): CertificateFields['key'] | null {
  const [algorithm, bits] = sequence(spki) ?? [];
  const [id, parameters] = sequence(algorithm ?? null) ?? [];
  if (!id || !bits) return null;
  const name = derOid(id.content);
  const curve = parameters?.tag === 0x06 ? derOid(parameters.content) : null;
  return {
    algorithm: name,
    curve,
    bits: curve ? (curveBits.get(curve) ?? null) : modulusBits(bits),
  };
}

const curveBits = new Map([
  ['1.3.132.0.33', 224],
  ['1.2.840.10045.3.1.7', 256],
  ['1.3.132.0.34', 384],
  ['1.3.132.0.35', 521],
]);

/** Length of an RSA modulus; null for keys of another kind. */
function modulusBits(bits: DerElement): number | null {
  const [modulus] = sequence(derAt(bits.content, 1)) ?? [];
  if (modulus?.tag !== 0x02) return null;
  const first = modulus.content.findIndex((octet) => octet !== 0);
  const top = modulus.content[first] ?? 0;
  return (modulus.content.length - first) * 8 - Math.clz32(top) + 24;
}

function commonNameOf(subject: DerElement): string | null {
  for (const set of sequence(subject) ?? []) {
    for (const attribute of derChildren(set.content) ?? []) {
      const [type, value] = sequence(attribute) ?? [];
      if (type && value && derOid(type.content) === oid.commonName) return textIn(value);
    }
  }
  return null;
}

/** BMPString is UTF-16, the older ones Latin-1, the rest UTF-8. */
function textIn({ tag, content }: DerElement): string {
  if (tag === 0x1e) return new TextDecoder('utf-16be').decode(content);
  return tag === 0x14 ? latin1(content) : new TextDecoder().decode(content);
}

function firstOid(element: DerElement): string {
  const [id] = sequence(element) ?? [];
  return id ? derOid(id.content) : '';
}

function sequence(element: DerElement | null): DerElement[] | null {
  return element?.tag === 0x30 ? derChildren(element.content) : null;
}

function latin1(octets: Uint8Array): string {
  return new TextDecoder('latin1').decode(octets);
}
