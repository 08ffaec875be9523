/** What is said of answers that are something else than what was asked for. */
import { expect, test } from 'vitest';
import { blobTrouble } from '../../src/checks/blob-trouble.ts';
import { clientCertificateDemanded } from '../../src/checks/client-certificate-demanded.ts';
import { corruptedBlob } from '../../src/checks/corrupted-blob.ts';
import { mirrorAiling } from '../../src/checks/mirror-ailing.ts';
import { mirrorSkipped } from '../../src/checks/mirror-skipped.ts';
import { missingCredentialHelper } from '../../src/checks/missing-credential-helper.ts';
import { notTls } from '../../src/checks/not-tls.ts';
import { rateLimited } from '../../src/checks/rate-limited.ts';
import { registryHangs } from '../../src/checks/registry-hangs.ts';
import { wrongRealm } from '../../src/checks/wrong-realm.ts';
import {
  answer,
  authority,
  blob,
  evidenceOf,
  failed,
  hopTo,
  manifest,
  now,
  saw,
  skipped,
  viewWith,
} from './evidence.ts';
import { harbor, hub, image } from './fixtures/parts.ts';

const other = `sha256:${'b'.repeat(64)}`;

test('a page in the place of a layer is called one', () => {
  const walk = (contentType: string) => ({
    blob: saw(blob(hub, { contentDigest: other, contentType })),
  });
  const [page] = corruptedBlob.judge(evidenceOf({ walks: [walk('text/html; charset=utf-8')] }));
  expect(page?.text.en).toContain('registry-1.docker.io sends a web page instead of');
  const [bytes] = corruptedBlob.judge(evidenceOf({ walks: [walk('application/octet-stream')] }));
  expect(bytes?.text.en).toContain('sends the wrong bytes');
});

test('a cache of Docker Hub is no way around the limit of another registry', () => {
  const limited = (host: string) => ({
    v2: saw(answer(`https://${host}/v2/`)),
    manifest: saw(manifest(host, { status: 429, headers: { 'retry-after': '60' } })),
    blob: skipped,
  });
  const commandsOf = (evidence: ReturnType<typeof evidenceOf>) =>
    rateLimited
      .judge(evidence)
      .flatMap(({ remedies }) =>
        remedies.map(({ text, ...way }) => ('command' in way ? way.command.join(' ') : text.en)),
      );
  expect(commandsOf(evidenceOf({ walks: [limited(hub)] }))).toContain('dockcfg cache install');
  const elsewhere = evidenceOf({ image, walks: [limited(harbor)] });
  expect(commandsOf(elsewhere)).not.toContain('dockcfg cache install');
  expect(commandsOf(elsewhere)).toContain(`docker login ${harbor}`);
  expect(rateLimited.judge(elsewhere)[0]?.remedies[0].text.en).toContain('Retry-After: 60');
});

const asking = (realm: string) =>
  saw(
    answer(`https://${harbor}/v2/`, {
      status: 401,
      challenges: [{ scheme: 'bearer', parameters: { realm, service: 'r' } }],
    }),
  );
const noMore = { manifest: skipped, blob: skipped };

test.each([
  ['/token', `https://${harbor}/token`],
  ['auth.example/token', 'https://auth.example/token'],
  ['https', `https://${harbor}/token`],
  ['ftp://auth.example/token', `https://${harbor}/token`],
])('a realm that is no URL of the web is named, and what it should be: %s', (realm, expected) => {
  const walk = { v2: asking(realm), token: failed('BAD_REALM', `${realm}?service=r`), ...noMore };
  const [found] = wrongRealm.judge(evidenceOf({ image, walks: [walk] }));
  expect(found?.text.en).toContain(`to ${realm} for a token: not a URL`);
  expect(found?.remedies[0].text.en).toContain(`should be ${expected}.`);
});

test('a token server that takes its time is named, and no error', () => {
  const late = { ...failed('DEADLINE'), ms: 10_004 };
  const hops = [hopTo(harbor), hopTo('auth.example', { role: 'token', port: 5001 })];
  const walk = { hops, v2: asking('https://auth.example:5001/token'), token: late, ...noMore };
  const [found] = registryHangs.judge(evidenceOf({ image, walks: [walk] }));
  expect(found?.severity).toBe('warning');
  expect(found?.text.en).toContain(
    'auth.example:5001 has not answered the request (token) within 10 s',
  );
});

test('a registry that has answered nothing is an error', () => {
  const walk = { v2: failed('DEADLINE'), token: skipped, ...noMore };
  const [found] = registryHangs.judge(evidenceOf({ image, walks: [walk] }));
  expect(found).toMatchObject({ subject: harbor, severity: 'error' });
});

test('an object store is quoted where it refuses a signed URL, with what its clock has to do with it', () => {
  const refusal = (code: string, message: string) => {
    const excerpt = `<?xml version="1.0"?><Error><Code>${code}</Code><Message>${message}</Message></Error>`;
    const seen = { status: 403, contentType: 'application/xml', excerpt, contentDigest: null };
    const walks = [{ blob: saw(blob(harbor, seen)) }];
    return blobTrouble.judge(evidenceOf({ image, walks }))[0]?.text.en;
  };
  expect(refusal('AccessDenied', 'Request has expired')).toMatch(
    /HTTP_403, AccessDenied "Request has expired".*clock/,
  );
  expect(refusal('NoSuchKey', 'The specified key does not exist.')).not.toContain('clock');
});

test.each(['No required SSL certificate was sent', 'The SSL certificate error'])(
  'nginx says in a page that it wants a client certificate: %s',
  (words) => {
    const page = { status: 400, contentType: 'text/html', page: `400 ${words}` };
    const v2 = saw(answer(`https://${harbor}/v2/`, page));
    const [found] = clientCertificateDemanded.judge(
      evidenceOf({ image, walks: [{ v2, token: skipped, ...noMore }] }),
    );
    expect(found).toMatchObject({ subject: harbor, seen: [`v2: ${words}`] });
  },
);

test('a client certificate past its date is named where the server hangs up without a word', () => {
  const shown = (notAfter: Date) => {
    const { pem, keyPem } = authority.issue({ names: ['me'], notAfter });
    const at = (name: string) => `/etc/docker/certs.d/${harbor}/${name}`;
    const files = [
      { name: 'c.cert', path: at('c.cert'), bytes: new TextEncoder().encode(pem) },
      { name: 'c.key', path: at('c.key'), bytes: new TextEncoder().encode(keyPem) },
    ];
    const view = viewWith({ trustDirectories: new Map([[harbor, files]]) });
    const walks = [{ v2: failed('ECONNRESET'), token: skipped, ...noMore }];
    return clientCertificateDemanded.judge(evidenceOf({ image, view, walks }));
  };
  const [found] = shown(new Date(now - 3 * 86_400_000));
  expect(found?.text.en).toContain(
    'does not accept the client certificate that the engine presents, which expired on',
  );
  expect(shown(new Date(now + 3 * 86_400_000))).toEqual([]);
});

test.each([
  [
    'ERR_SSL_SSL/TLS_ALERT_HANDSHAKE_FAILURE',
    'it requires a client certificate, or the two have nothing',
  ],
  ['ERR_SSL_TLSV1_UNRECOGNIZED_NAME', 'The server has no site of this name'],
])('what a server says as it ends a handshake is explained: %s', (code, text) => {
  const hops = [hopTo(harbor, { tls: failed(code), verdict: null })];
  const walks = [{ hops, v2: skipped, token: skipped, ...noMore }];
  const [found] = notTls.judge(evidenceOf({ image, walks }));
  expect(found?.text.en).toContain(text);
});

test('a missing helper matters where its registry is pulled from', () => {
  const severityFor = (host: string) => {
    const evidence = evidenceOf({ image });
    const client = {
      ...evidence.client,
      credHelpers: { [host]: 'lab' },
      missingHelpers: ['docker-credential-lab'],
    };
    return missingCredentialHelper.judge({ ...evidence, client })[0]?.severity;
  };
  expect([severityFor(harbor), severityFor('gcr.io')]).toEqual(['warning', 'notice']);
});

test('a mirror that takes longer than the look did is not said to be skipped', () => {
  const view = viewWith({ mirrors: ['https://mirror.example'] });
  const late = { manifest: failed('DEADLINE'), content: skipped, blob: skipped };
  const waiting = evidenceOf({ view, walks: [late, {}] });
  expect(waiting.routes[0]?.prediction).toMatchObject({ outcome: 'pulled', servedBy: null });
  expect(mirrorSkipped.judge(waiting)).toEqual([]);
  expect(mirrorAiling.judge(waiting)[0]?.text.en).toContain('has not answered in time (manifest)');
  const refused = { manifest: saw(manifest('mirror.example', { status: 500 })), blob: skipped };
  expect(mirrorSkipped.judge(evidenceOf({ view, walks: [refused, {}] }))).toHaveLength(1);
});
