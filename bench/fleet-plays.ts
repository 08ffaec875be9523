/** The two plays that bench/fleet.ts compares; they have the same outcome. */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { rootAuthority } from '../test/world/world.ts';

const wishes = {
  mirror: 'https://mirror.example',
  insecure: '10.0.0.5:5000',
  proxy: 'http://proxy.example:3128',
  noProxy: ['localhost', '127.0.0.0/8', '.corp.example'],
  registry: 'harbor.example:8443',
};

const certificate = rootAuthority('Fleet Root CA').pem;

const everywhere = { hosts: 'all', gather_facts: false };

export function withCollection(executable: string): unknown {
  return {
    ...everywhere,
    tasks: [
      {
        name: 'all of it',
        'dockcfg.engine.config': {
          executable,
          root: '{{ tree | default(omit, true) }}',
          registry_mirrors: [wishes.mirror],
          insecure_registries: [wishes.insecure],
          proxies: {
            http_proxy: wishes.proxy,
            https_proxy: wishes.proxy,
            no_proxy: wishes.noProxy,
          },
          registries: [{ host: wishes.registry, ca: certificate }],
        },
      },
    ],
  };
}

const daemonJson = `{
  "registry-mirrors": {{ mirrors | to_json }},
  "insecure-registries": {{ insecure | to_json }}
}
`;

const dropIn = `[Service]
Environment="HTTP_PROXY={{ proxy }}"
Environment="HTTPS_PROXY={{ proxy }}"
Environment="NO_PROXY={{ no_proxy | join(',') }}"
`;

/** Writes the templates that the play by hand uses into a folder where it finds them. */
export async function writeTemplates(folder: string): Promise<void> {
  await mkdir(join(folder, 'templates'), { recursive: true });
  await writeFile(join(folder, 'templates/daemon.json.j2'), daemonJson);
  await writeFile(join(folder, 'templates/http-proxy.conf.j2'), dropIn);
}

const folder = (path: string) => ({
  name: `the folder ${path}`,
  'ansible.builtin.file': { path: `{{ tree }}${path}`, state: 'directory', mode: '0755' },
});

const template = (path: string, src: string) => ({
  name: path,
  'ansible.builtin.template': { dest: `{{ tree }}${path}`, src, mode: '0644' },
  notify: 'restart',
});

/** As roles do it everywhere, and without what they leave out: no look at the running engine. */
export const byHand: unknown = {
  ...everywhere,
  vars: {
    mirrors: [wishes.mirror],
    insecure: [wishes.insecure],
    proxy: wishes.proxy,
    no_proxy: wishes.noProxy,
  },
  tasks: [
    folder('/etc/docker'),
    template('/etc/docker/daemon.json', 'daemon.json.j2'),
    folder('/etc/systemd/system/docker.service.d'),
    template('/etc/systemd/system/docker.service.d/http-proxy.conf', 'http-proxy.conf.j2'),
    folder(`/etc/docker/certs.d/${wishes.registry}`),
    {
      name: 'the CA certificate',
      'ansible.builtin.copy': {
        dest: `{{ tree }}/etc/docker/certs.d/${wishes.registry}/ca.crt`,
        content: certificate,
        mode: '0644',
      },
    },
    {
      name: 'no flag that daemon.json has as well',
      'ansible.builtin.lineinfile': {
        path: '{{ tree }}/etc/default/docker',
        regexp: '^DOCKER_OPTS=.*--(registry-mirror|insecure-registry)',
        state: 'absent',
      },
      notify: 'restart',
    },
  ],
  handlers: [
    {
      name: 'restart',
      'ansible.builtin.debug': { msg: 'would restart the engine' },
      changed_when: false,
    },
  ],
};
