/** What is said of answers that are something else than what was asked for. */
import { expect, test } from 'vitest';
import { corruptedBlob } from '../../src/checks/corrupted-blob.ts';
import { rateLimited } from '../../src/checks/rate-limited.ts';
import { answer, blob, evidenceOf, manifest, saw, skipped } from './evidence.ts';
import { harbor, hub, image } from './fixtures/parts.ts';

const other = `sha256:${'b'.repeat(64)}`;

test('a page in the place of a layer is called one', () => {
  const walk = (contentType: string) => ({
    blob: saw(blob(hub, { contentDigest: other, contentType })),
  });
  const [page] = corruptedBlob.judge(evidenceOf({ walks: [walk('text/html; charset=utf-8')] }));
  expect(page?.text.en).toContain('A web page comes from registry-1.docker.io');
  const [bytes] = corruptedBlob.judge(evidenceOf({ walks: [walk('application/octet-stream')] }));
  expect(bytes?.text.en).toContain('that are not it');
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
