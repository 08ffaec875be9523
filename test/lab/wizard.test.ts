/**
 * The wizard on a real host that cannot pull, at a real terminal and in both languages: from the
 * failing pull to real pulls through the mirror and from the registry without TLS.
 */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { scenes } from '../record/scenes.ts';
import { breakHost, play } from '../record/session.ts';
import type { LabHost } from './host.ts';
import type { Lab } from './lab.ts';
import { startLab } from './lab.ts';
import type { Store, SuiteName } from './suites.ts';

const at = { keyMs: 0, enterMs: 0 };

const runs: { suite: SuiteName; store: Store; scene: string }[] = [
  { suite: 'forky', store: 'classic', scene: 'setup-en' },
  { suite: 'forky', store: 'containerd', scene: 'setup-zh-CN' },
  { suite: 'bookworm', store: 'classic', scene: 'setup-zh-CN' },
];

describe.for(runs)('$scene on $suite, $store store', ({ suite, store, scene }) => {
  let lab: Lab;
  let host: LabHost;
  beforeAll(async () => {
    lab = await startLab({ hosts: [suite], store });
    host = lab.host(suite);
    await breakHost(lab, host);
  });
  afterAll(() => lab?.stop());

  test('gets from a failing pull to working ones', async () => {
    const script = scenes[scene];
    if (!script) throw new Error(`no scene ${scene}`);
    await lab.forgetRequests();
    await play(host, script, at);
    const { RegistryConfig } = (await host.info()) as { RegistryConfig: { Mirrors: string[] } };
    expect(RegistryConfig.Mirrors).toEqual(['https://mirror.lab/']);
    const asked = await lab.requests('mirror');
    expect(asked.some(({ agent, status }) => agent.startsWith('docker/') && status === 200)).toBe(
      true,
    );
  });
});
