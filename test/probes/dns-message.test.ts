import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decodeReply, encodeQuestion } from '../../src/probes/dns-message.ts';
import { CODES, parseQuestion, type Reply, writeReply } from '../world/dns/message.ts';

const label = fc.stringMatching(/^[a-z0-9]([a-z0-9-]{0,20}[a-z0-9])?$/);
const name = fc.array(label, { minLength: 1, maxLength: 5 }).map((labels) => labels.join('.'));
const v4 = fc.ipV4();

/** What our decoder makes of a name server's reply to our question. */
function exchanged(asked: string, type: 'A' | 'AAAA', reply: Partial<Reply>) {
  const bytes = encodeQuestion(4711, asked, type);
  const question = bytes && parseQuestion(Buffer.from(bytes));
  if (!question) throw new Error('no question');
  return decodeReply(
    new Uint8Array(writeReply(question, { code: 'ok', records: [], truncated: false, ...reply })),
    type,
  );
}

describe('a question', () => {
  test('is what a name server reads as asked', () => {
    fc.assert(
      fc.property(name, (asked) => {
        const bytes = encodeQuestion(7, `${asked}.`, 'AAAA');
        const question = bytes && parseQuestion(Buffer.from(bytes));
        expect(question).toMatchObject({ id: 7, name: asked, type: 28, recursionDesired: true });
      }),
    );
  });

  test.each(['', 'a..b', `${'x'.repeat(64)}.example`, `${'abc.'.repeat(70)}de`])(
    'is not asked for %s',
    (bad) => {
      expect(encodeQuestion(1, bad, 'A')).toBeNull();
    },
  );
});

describe('a reply', () => {
  test('gives back every address, through aliases', () => {
    fc.assert(
      fc.property(name, fc.array(v4, { maxLength: 8 }), (asked, addresses) => {
        const records = [
          { name: asked, type: 'CNAME' as const, value: 'target.example' },
          ...addresses.map((value) => ({ name: 'target.example', type: 'A' as const, value })),
        ];
        const reply = exchanged(asked, 'A', { records });
        expect(reply?.addresses).toEqual(addresses);
        expect(reply?.aliases).toEqual(['target.example']);
        expect(reply?.id).toBe(4711);
      }),
    );
  });

  test.each([
    ['2001:db8::1', '2001:db8::1'],
    ['::1', '::1'],
    ['2001:db8:0:1:0:0:0:1', '2001:db8:0:1::1'],
    ['1:2:3:4:5:6:7:8', '1:2:3:4:5:6:7:8'],
  ])('writes %s the usual way', (value, shown) => {
    const records = [{ name: 'x.example', type: 'AAAA' as const, value }];
    expect(exchanged('x.example', 'AAAA', { records })?.addresses).toEqual([shown]);
  });

  test.each(Object.entries(CODES))('carries %s', (code, number) => {
    expect(exchanged('x.example', 'A', { code: code as keyof typeof CODES })?.rcode).toBe(number);
  });

  test('says when it was cut short', () => {
    expect(exchanged('x.example', 'A', { truncated: true })?.truncated).toBe(true);
  });

  test('made of anything is read or refused, never thrown at', () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ maxLength: 600 }),
        fc.constantFrom('A', 'AAAA'),
        (bytes, type) => {
          const reply = decodeReply(bytes, type as 'A' | 'AAAA');
          expect(reply === null || Array.isArray(reply.addresses)).toBe(true);
        },
      ),
      { numRuns: 500 },
    );
  });

  test('whose name points at itself ends', () => {
    const bytes = new Uint8Array([
      0, 1, 0x80, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0xc0, 12, 0, 5, 0, 1, 0, 0, 0, 0, 0, 2, 0xc0, 12,
    ]);
    expect(decodeReply(bytes, 'A')?.addresses).toEqual([]);
  });
});
