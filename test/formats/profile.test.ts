import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { DesiredState } from '../../src/domain/desired.ts';
import { Failure } from '../../src/domain/failure.ts';
import { toPem } from '../../src/formats/pem.ts';
import { json5Places, pathKey } from '../../src/formats/profile/json5-places.ts';
import { parseProfile, profileJsonSchema, resolveProfile } from '../../src/formats/profile.ts';
import { bytesOf } from '../../src/formats/text.ts';
import { rootAuthority } from '../world/certificates/authority.ts';

const root = rootAuthority('Corp Root');
const leaf = root.issue({ names: ['host'] });

function desired(
  text: string,
  files: { [path: string]: string } = {},
  name = 'p.json5',
): DesiredState {
  const contents = new Map(Object.entries(files).map(([path, one]) => [path, bytesOf(one)]));
  return resolveProfile(parseProfile(text, name), contents);
}

function failure(text: string, name = 'p.json5', files: { [path: string]: string } = {}): Failure {
  try {
    desired(text, files, name);
  } catch (thrown) {
    if (thrown instanceof Failure) return thrown;
    throw thrown;
  }
  throw new Error('the profile was accepted');
}

describe('parseProfile and resolveProfile', () => {
  it('reads every key', () => {
    const text = `{
      // exactly these
      "registry-mirrors": ["https://mirror.example/", "http://10.0.0.5:5000"],
      "insecure-registries": { add: ["10.0.0.5:5000"], remove: ["old:5000"] },
      proxies: { "http-proxy": "http://user@proxy:3128", "https-proxy": null, "no-proxy": ["localhost", ".corp"], "password-file": "./pw" },
      registries: {
        "harbor.example:8443": { ca: "./ca.der", "client-cert": "./c.pem", "client-key": "./k.pem", mirrors: ["https://m.example"] },
        "gone.example": null,
      },
      "system-ca": ["./root.pem"],
      "client-proxies": null,
      "add-registries": ["quay.io"], "block-registries": [],
      daemon: { "log-level": "info", "log-opts": { "max-size": "10m" }, debug: null },
    }`;
    expect(parseProfile(text, 'p.json5').files.map(({ path, role }) => [path, role])).toEqual([
      ['./pw', 'password'],
      ['./ca.der', 'certificates'],
      ['./c.pem', 'certificates'],
      ['./k.pem', 'key'],
      ['./root.pem', 'certificates'],
    ]);
    const state = desired(text, {
      './pw': 's3cr/et\n',
      './ca.der': root.pem.replaceAll('\n', '\r\n'),
      './c.pem': leaf.pem,
      './k.pem': leaf.keyPem,
      './root.pem': root.pem,
    });
    expect(state).toMatchObject({
      'registry-mirrors': {
        kind: 'exactly',
        values: ['https://mirror.example', 'http://10.0.0.5:5000'],
      },
      'insecure-registries': { kind: 'merge', add: ['10.0.0.5:5000'], remove: ['old:5000'] },
      proxies: {
        'http-proxy': { scheme: 'http', host: 'proxy', port: 3128, username: 'user' },
        'https-proxy': null,
        'no-proxy': 'localhost,.corp',
      },
      'client-proxies': null,
      'add-registries': { kind: 'exactly', values: ['quay.io'] },
      'block-registries': { kind: 'exactly', values: [] },
      'system-ca': [toPem([root.der])],
      daemon: { 'log-level': 'info', 'log-opts': { 'max-size': '10m' }, debug: null },
    });
    expect(state.proxies?.['http-proxy']?.password?.reveal()).toBe('s3cr/et');
    const harbor = [...(state.registries ?? [])].map(([host, wish]) => [host, wish] as const);
    expect(harbor).toMatchObject([
      [
        'harbor.example:8443',
        { ca: toPem([root.der]), client: { certificate: toPem([leaf.der]) } },
      ],
      ['gone.example', null],
    ]);
    expect(JSON.stringify(state)).not.toContain('s3cr');
  });

  it('leaves alone what is to be kept and what is not named', () => {
    expect(
      desired(
        '{"registry-mirrors": {keep: true}, proxies: {"https-proxy": {keep: true}}, registries: {"a.example": {keep: true}}, daemon: {debug: {keep: true}}}',
      ),
    ).toEqual({ proxies: {}, registries: new Map(), daemon: {} });
    expect(desired('')).toEqual({});
  });

  it('hands on that a password is to be kept', () => {
    const text =
      '{proxies: {"https-proxy": "http://ada@proxy:3128", "password-file": {keep: true}}}';
    expect(desired(text).proxies).toMatchObject({ 'keep-password': true });
  });

  it('reads YAML and takes certificates written into the profile', () => {
    const indented = root.pem.trimEnd().replace(/^/gm, '      ');
    const text = `registries:\n  harbor.example:\n    ca: |\n${indented}\nproxies:\n  https-proxy: http://proxy:3128\n`;
    const state = desired(text, {}, 'p.yml');
    expect([...(state.registries ?? [])]).toEqual([['harbor.example', { ca: toPem([root.der]) }]]);
    expect(desired(text, {}, '-')).toEqual(state);
  });

  it.each([
    ['{\n  registrymirrors: []\n}', '2:3', 'did you mean "registry-mirrors"?'],
    ['{\n  banana: 1\n}', '2:3', 'known here: registry-mirrors'],
    ['{\n  "log-level": "info"\n}', '2:3', 'inside daemon'],
    ['{\n  proxies: { httpsProxy: "x" }\n}', '2:14', 'did you mean "https-proxy"?'],
    ['{ registries: { "a.example": { certificate: "x" } } }', '1:32', 'known here: ca'],
    ['{ "insecure-registries": { ad: [] } }', '1:28', 'add, remove'],
    ['{ "registry-mirrors": "https://a" }', '1:3', 'must be a list of strings'],
    ['{ "registry-mirrors": ["https://a", 5] }', '1:37', 'must be a string'],
    ['{ "registry-mirrors": ["a.example"] }', '1:24', 'no scheme'],
    ['{ "registry-mirrors": ["https://a", "https://a/"] }', '1:37', 'listed twice'],
    ['{ "insecure-registries": {add: ["a"], remove: ["a"]} }', '1:39', 'added and removed'],
    ['{ registries: { "https://a.example": null } }', '1:17', 'https://a.example'],
    [
      '{ registries: { "a.example": { "client-cert": "x" } } }',
      '1:17',
      'client-cert and client-key together',
    ],
    ['{ proxies: { "https-proxy": "" } }', '1:14', 'the proxy is empty'],
    ['{ proxies: { "https-proxy": "ftp://p" } }', '1:14', 'unknown scheme'],
    ['{ proxies: { "password-file": "x" } }', '1:14', 'no proxy URL contains a user name'],
    ['{ daemon: { "registry-mirrors": [] } }', '1:13', 'own key "registry-mirrors"'],
    ['{ daemon: { "https-proxy": "x" } }', '1:13', 'own key "proxies"'],
    ['{ debug: true, debug: false }', '1:16', 'a second time'],
    ['{ "registry-mirrors": [ }', '1:25', 'not JSON5'],
    ['[]', '1:1', 'an object with keys'],
    ['{ proxies: [] }', '1:3', 'proxies must be an object'],
    ['{ registries: { "a.example": [] } }', '1:17', 'must be an object with ca'],
  ])('names place, reason and way out in %s', (text, place, says) => {
    const { exit, said } = failure(text);
    expect(exit).toBe('invalidInput');
    expect(said.en).toContain(`p.json5:${place}: `);
    expect(said.en).toContain(says);
    expect(said['zh-CN']).toContain(`p.json5:${place}: `);
  });

  it.each([
    ['proxies:\n  https-prox: x\n', '2:3', 'did you mean "https-proxy"?'],
    ['a: 1\na: 2\n', '2:1', 'not YAML'],
    ['registry-mirrors:\n  - https://a\n  - b\n', '3:5', 'no scheme'],
    ['a: [1\n', '2:1', 'not YAML'],
  ])('names the place in YAML: %s', (text, place, says) => {
    const { said } = failure(text, 'p.yaml');
    expect(said.en).toContain(`p.yaml:${place}: `);
    expect(said.en).toContain(says);
  });

  it('tells all problems at once, in the order of the file', () => {
    const lines = failure('{\n banana: 1,\n "registry-mirrors": 5\n}').said.en.split('\n');
    expect(lines.map((line) => line.split(' ')[0])).toEqual(['p.json5:2:2:', 'p.json5:3:2:']);
  });

  it('says what is wrong with a file it names', () => {
    const ca = '{ registries: { "a.example": { ca: "./ca.pem" } } }';
    expect(failure(ca).said.en).toContain('p.json5:1:32: the file ./ca.pem cannot be read');
    expect(failure(ca, 'p', { './ca.pem': leaf.keyPem }).said.en).toContain(
      './ca.pem: this is a private key',
    );
    const pair = '{ registries: { "a.example": { "client-cert": "c", "client-key": "k" } } }';
    expect(failure(pair, 'p', { c: root.pem, k: leaf.keyPem }).said.en).toContain(
      'does not belong',
    );
    const password = '{ proxies: { "https-proxy": "http://u@p:1", "password-file": "pw" } }';
    expect(failure(password, 'p', { pw: '\n' }).said.en).toContain('the first line is empty');
  });

  it.each([
    ['lists', `{daemon:{x:${'['.repeat(20_000)}${']'.repeat(20_000)}}}`, 'levels deep'],
    ['objects', `{daemon:{x:${'{"a":'.repeat(100)}1${'}'.repeat(100)}}}`, 'levels deep'],
    ['a name of JavaScript', '{daemon:{"log-opts":{"constructor":"x"}}}', '"constructor"'],
    [
      'a number whose last digits are gone',
      '{\n daemon:{"default-ulimits":{nofile:{Name:"nofile",Hard:9223372036854775807,Soft:1}}}}',
      'p.json5:2:',
    ],
    ['its prototype', '{daemon:{"__proto__":{"debug":true}}}', '"__proto__"'],
  ])('refuses what it could not carry: %s', (_what, text, words) => {
    expect(failure(text).said.en).toContain(words);
  });

  it('never repeats a password', () => {
    const text = '{ proxies: { "https-proxy": "ftp://user:hunter2@p:1", x: 1 } }';
    expect(failure(text).said.en).not.toContain('hunter2');
    expect(
      failure('{ proxies: { "https-proxy": "http://user:hun ter2@p:1" } }').said.en,
    ).not.toContain('ter2');
  });

  it('fails on any text as a known failure, or reads it', () => {
    const piece = fc.constantFrom(
      '{',
      '}',
      '[',
      ']',
      ':',
      ',',
      '"registry-mirrors"',
      'proxies',
      'daemon',
      "'https://a'",
      'null',
      '\n',
      '- ',
      ' ',
      '&a ',
      '*a',
      '//',
      '#',
      'keep: true',
    );
    fc.assert(
      fc.property(
        fc.array(piece, { maxLength: 12 }),
        fc.constantFrom('p.json5', 'p.yaml', '-'),
        (pieces, name) => {
          try {
            parseProfile(pieces.join(''), name);
          } catch (thrown) {
            expect(thrown).toBeInstanceOf(Failure);
          }
        },
      ),
      { numRuns: 1000 },
    );
  });
});

describe('json5Places', () => {
  it('finds the places of any JSON, with comments and single quotes put in', () => {
    const value = fc.dictionary(
      fc.constantFrom('a', 'b', 'x y', '"', 'é'),
      fc.oneof(
        fc.constantFrom<unknown>(1, 'a{', null, []),
        fc.array(fc.constantFrom<unknown>('x', 2)),
      ),
    );
    fc.assert(
      fc.property(value, (data) => {
        const text = JSON.stringify(data, null, 2).replaceAll(',\n', ', // {"a": [\n');
        const { offsets } = json5Places(text);
        for (const [key, one] of Object.entries(data)) {
          const at = offsets.get(pathKey([key])) ?? -1;
          expect(text.slice(at)).toMatch(/^"/);
          for (const [index, item] of (Array.isArray(one) ? one : []).entries()) {
            const start = offsets.get(pathKey([key, index])) ?? -1;
            expect(text.slice(start).startsWith(JSON.stringify(item))).toBe(true);
          }
        }
      }),
    );
  });
});

describe('profileJsonSchema', () => {
  it('describes every key of a profile and admits no other', async () => {
    const schema = await profileJsonSchema();
    expect(schema).toMatchObject({ type: 'object', additionalProperties: false });
    expect(Object.keys(schema.properties as object)).toEqual([
      'registry-mirrors',
      'insecure-registries',
      'proxies',
      'registries',
      'system-ca',
      'client-proxies',
      'add-registries',
      'block-registries',
      'daemon',
    ]);
  });
});
