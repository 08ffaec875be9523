import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseChallenges } from '../../src/formats/www-authenticate.ts';

function one(header: string) {
  const [challenge] = parseChallenges([header]);
  return challenge && [challenge.scheme, Object.fromEntries(challenge.parameters)];
}

describe('parseChallenges', () => {
  it.each([
    [
      'Bearer realm="https://auth.docker.io/token",service="registry.docker.io",scope="repository:library/nginx:pull"',
      'bearer',
      {
        realm: 'https://auth.docker.io/token',
        service: 'registry.docker.io',
        scope: 'repository:library/nginx:pull',
      },
    ],
    ['Basic realm="Registry Realm"', 'basic', { realm: 'Registry Realm' }],
    ['Basic realm=bare', 'basic', { realm: 'bare' }],
    ['bearer REALM="a" , Service="b, c"', 'bearer', { realm: 'a', service: 'b, c' }],
    ['Bearer realm="a \\"b\\" \\\\c"', 'bearer', { realm: 'a "b" \\c' }],
    ['Negotiate', 'negotiate', {}],
    ['Negotiate, Basic realm="x"', 'negotiate', {}],
    ['Bearer realm="unterminated', 'bearer', { realm: '' }],
    [
      'Bearer realm="a",error="insufficient_scope"',
      'bearer',
      { realm: 'a', error: 'insufficient_scope' },
    ],
    ['Bearer realm=https://x/token', 'bearer', { realm: 'https' }],
    ['Bearer realm=""', 'bearer', { realm: '' }],
    ['Bearer realm="",service="not read"', 'bearer', { realm: '' }],
  ])('reads %s as the engine does', (header, scheme, parameters) => {
    expect(one(header)).toEqual([scheme, parameters]);
  });

  it('takes one challenge to a header line', () => {
    expect(
      parseChallenges(['Bearer realm="a"', 'Basic realm="b"', ' ', '"']).map(
        ({ scheme }) => scheme,
      ),
    ).toEqual(['bearer', 'basic']);
  });

  it('reads back what a server quotes', () => {
    const value = fc.string({ minLength: 1 }).filter((text) => !/[\r\n]/.test(text));
    fc.assert(
      fc.property(value, value, (realm, scope) => {
        const quote = (text: string) => `"${text.replace(/["\\]/g, '\\$&')}"`;
        expect(one(`Bearer realm=${quote(realm)},scope=${quote(scope)}`)).toEqual([
          'bearer',
          { realm, scope },
        ]);
      }),
    );
  });

  it('takes anything in bounded time', () => {
    const piece = fc.constantFrom('Bearer ', 'realm', '=', '"', '\\', ',', ' ', 'a', '\0', 'é');
    fc.assert(
      fc.property(
        fc.array(fc.array(piece, { maxLength: 40 }).map((all) => all.join(''))),
        (headers) => {
          expect(parseChallenges(headers).length).toBeLessThanOrEqual(16);
        },
      ),
    );
    expect(parseChallenges([`Bearer realm="${'\\"'.repeat(1_000_000)}`])).toHaveLength(1);
    expect(parseChallenges([`Bearer ${','.repeat(1_000_000)}`])).toHaveLength(1);
  });
});
