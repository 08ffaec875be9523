import { gunzipSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { toDocument } from '../../../src/engine/doctor/document.ts';
import { bundleOf } from '../../../src/engine/evidence/bundle.ts';
import { saveEvidence } from '../../../src/engine/evidence/saved-evidence.ts';
import type { Commands } from '../../../src/ports/commands.ts';
import type { Services } from '../../../src/ports/services.ts';
import { viewWith } from '../../checks/evidence.ts';
import { image, startWorld, type World } from '../../world/world.ts';
import { examine } from '../doctor-world.ts';

/** Places that only a running host has, or a server that means harm: see also the commands' test. */

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world.stop());

const secrets = {
  helper: 'Zq8-from-the-helper',
  realm: 'Zq8-in-the-query-of-a-realm',
  mirror: 'Zq8-userinfo-of-a-mirror',
  journal: 'Zq8-in-the-journal',
  process: 'Zq8-of-the-running-process',
} as const;

const commands: Commands = {
  run: async ([program]) => ({
    exitCode: program?.startsWith('docker-credential-') ? 0 : 1,
    stdout: JSON.stringify({ Username: 'ann', Secret: secrets.helper }),
    stderr: `helper says ${secrets.helper}`,
  }),
};

const services: Pick<Services, 'state' | 'journal'> = {
  state: async () => ({
    ...{ active: 'active', sub: 'running', result: 'success', enabled: true, masked: false },
    ...{ startedAt: 0, mainPid: 1 },
  }),
  journal: async () => [
    `level=info msg="proxy http://bob:${secrets.journal}@p:3128"`,
    `level=debug msg="Authorization: Bearer ${secrets.journal}"`,
    `level=error msg="asked https://h/token?service=x&access_token=${secrets.journal}"`,
  ],
};

function file(path: string, text: string) {
  const bytes = new TextEncoder().encode(text);
  const state = { kind: 'file', bytes, mode: 0o600, uid: 0, gid: 0 } as const;
  return [path, { path, state, realPath: null, digest: null }] as const;
}

test('a secret of a running host, or in what a server says, is in no form of the result', async () => {
  const registry = await world.registry({
    name: 'planted.lab',
    tls: { kind: 'private-ca' },
    images: [image({ repo: 'team/app' })],
    auth: { kind: 'bearer', realm: `https://planted.lab:1/token?password=${secrets.realm}` },
  });
  const host = `planted.lab:${registry.port}`;
  const mirror = `https://bob:${secrets.mirror}@mirror.example`;
  const { diagnosis, events } = await examine(world, {
    images: [`${host}/team/app`, 'nginx'],
    options: { withCredentials: true, budgetMs: 1_500 },
    beside: { commands, services },
    files: viewWith({ of: 'files', mirrors: [mirror] }),
    facts: {
      unit: {
        ...{ name: 'docker.service', files: [], argv: [], flags: [], environment: [] },
        ...{ environmentFiles: [], activeState: 'active', subState: 'running', enabled: true },
        ...{ masked: false, needsDaemonReload: false },
      },
      process: {
        ...{ pid: 1, argv: ['dockerd', `--registry-mirror=${mirror}`] },
        environment: { HTTPS_PROXY: `http://bob:${secrets.process}@p:1`, X_KEY: secrets.process },
      },
      files: new Map([
        file('/etc/docker/daemon.json', JSON.stringify({ 'registry-mirrors': [mirror] })),
        file('/root/.docker/config.json', JSON.stringify({ credHelpers: { [host]: 'vault' } })),
      ]),
    },
  });
  const documents = (['en', 'zh-CN'] as const).map((language) => toDocument(diagnosis, language));
  const [document] = documents;
  if (!document) throw new Error('no document');
  const bundle = await bundleOf({ diagnosis, document, language: 'en', reports: {}, now: 0 });
  const evidence = saveEvidence(diagnosis);
  const inBytes = [...evidence.matchAll(/"\$bytes": "([^"]*)"/g)].map(([, text = '']) =>
    Buffer.from(text, 'base64').toString('latin1'),
  );
  const told = {
    documents: JSON.stringify(documents),
    events: JSON.stringify(events),
    bundle: gunzipSync(gzipSync(bundle)).toString('latin1'),
    evidence,
    bytes: inBytes.join('\n'),
  };
  for (const [where, text] of Object.entries(told)) {
    const leaked = Object.entries(secrets).filter(([, secret]) =>
      [secret, Buffer.from(`ann:${secret}`).toString('base64')].some((form) => text.includes(form)),
    );
    expect(leaked, where).toEqual([]);
  }
  // The places were looked at: otherwise this would prove nothing.
  expect(told.evidence).toContain('mirror.example');
  expect(told.documents).toContain('planted.lab:1/token');
  expect(diagnosis.evidence.journal).toHaveLength(3);
});
