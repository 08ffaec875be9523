import type { Variant } from './contract.ts';
import { classicEngines, fromHub, fromPlain, newerEngines } from './contract.ts';

export const settings: readonly Variant[] = [
  { ...fromHub, title: 'a stock host', arrange: async () => {} },
  { ...fromHub, title: 'an image by its short name', image: 'hello', arrange: async () => {} },
  {
    ...fromHub,
    title: 'an image by tag, with the full name of Docker Hub',
    image: 'docker.io/library/hello:1',
    arrange: async () => {},
  },
  {
    ...fromHub,
    title: 'many other settings',
    arrange: (bench) =>
      bench.daemonJson({
        'log-driver': 'json-file',
        'log-opts': { 'max-size': '10m', 'max-file': '3' },
        'live-restore': true,
        'default-address-pools': [{ base: '10.201.0.0/16', size: 24 }],
        bip: '10.200.0.1/24',
        'max-concurrent-downloads': 2,
        labels: ['site=lab'],
        debug: false,
      }),
  },
  {
    ...fromHub,
    title: 'empty lists',
    arrange: (bench) => bench.daemonJson({ 'registry-mirrors': [], 'insecure-registries': [] }),
  },
  {
    ...fromHub,
    title: 'live-restore, and a container that runs',
    arrange: (bench) => bench.daemonJson({ 'live-restore': true }),
    meanwhile: (bench) => bench.host.must(['docker', 'run', '--detach', 'hello', '/pause']),
  },
  {
    ...fromHub,
    title: 'an engine that its socket starts when it is needed',
    arrange: async () => {},
    meanwhile: (bench) => bench.host.must(['systemctl', 'stop', 'docker.service']),
  },
  {
    ...fromHub,
    title: 'images in a folder of their own',
    arrange: (bench) => bench.daemonJson({ 'data-root': '/srv/docker' }),
  },
  {
    ...fromPlain,
    title: 'an insecure registry that is listed with http://',
    arrange: (bench) => bench.daemonJson({ 'insecure-registries': ['http://plain.lab:5000'] }),
  },
  {
    ...fromPlain,
    title: 'an insecure registry',
    arrange: (bench) => bench.daemonJson({ 'insecure-registries': ['plain.lab:5000'] }),
  },
  {
    ...fromPlain,
    title: 'an insecure registry that came by a reload',
    async arrange(bench) {
      const text = bench.json({ 'insecure-registries': ['plain.lab:5000'] });
      await bench.host.writeFile('/etc/docker/daemon.json', text);
      await bench.host.reloadDocker();
      await bench.reloaded('plain.lab:5000');
    },
  },
  {
    ...fromPlain,
    title: 'an insecure network, which holds the address of the registry',
    arrange: (bench) => bench.daemonJson({ 'insecure-registries': ['10.77.0.0/24'] }),
  },
  {
    ...fromPlain,
    title: 'an insecure registry as a flag in /etc/default/docker',
    async arrange(bench) {
      const line = `DOCKER_OPTS='--insecure-registry plain.lab:5000'\n`;
      await bench.host.writeFile('/etc/default/docker', line);
      await bench.restart();
    },
  },
  {
    ...fromPlain,
    title: 'an insecure registry as a flag in a drop-in',
    async arrange(bench) {
      const command = '/usr/sbin/dockerd -H fd:// --containerd=/run/containerd/containerd.sock';
      const start = `${command} --insecure-registry=plain.lab:5000`;
      await bench.host.dropIn('start', `[Service]\nExecStart=\nExecStart=${start}\n`);
      await bench.restart();
    },
  },
  {
    title: 'a registry on the loopback address, which is insecure without being listed',
    image: '127.0.0.1:5000/hello',
    async arrange(bench) {
      await bench.host.writeFile('/root/relay.py', relay);
      const unit = [
        'systemd-run',
        '--unit=relay',
        '--property=Type=notify',
        '--property=NotifyAccess=all',
      ];
      await bench.host.must([...unit, 'python3', '/root/relay.py']);
    },
    served: { by: 'plain', to: 'host' },
  },
  {
    ...fromHub,
    title: 'a daemon.json with a byte order mark, which this engine reads',
    engines: newerEngines,
    arrange: (bench) => bench.daemonJson(`\uFEFF${bench.json({ debug: false })}`),
  },
  {
    ...fromHub,
    title: 'an empty daemon.json, which this engine reads',
    engines: ['trixie', 'forky'],
    arrange: (bench) => bench.daemonJson(''),
  },
  {
    ...fromHub,
    title: 'an environment file with Windows line ends',
    engines: classicEngines,
    async arrange(bench) {
      await bench.host.writeFile('/etc/default/docker', '# nothing\r\nDOCKER_OPTS=""\r\n');
      await bench.restart();
    },
  },
  {
    ...fromHub,
    title: 'proxies for containers only, where the engine needs none',
    arrange: (bench) =>
      bench.host.writeFile(
        '/root/.docker/config.json',
        '{"proxies": {"default": {"httpsProxy": "http://proxy.lab:3128"}}}',
      ),
  },
];

/** Leads from the loopback address to the plain registry. */
const relay = `
import os, socket, threading
def pump(a, b):
    try:
        while data := a.recv(65536): b.sendall(data)
    except OSError: pass
    b.close()
server = socket.create_server(('127.0.0.1', 5000))
notify = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
notify.sendto(b'READY=1', os.environ['NOTIFY_SOCKET'])
while True:
    one, _ = server.accept()
    two = socket.create_connection(('plain.lab', 5000))
    for a, b in ((one, two), (two, one)): threading.Thread(target=pump, args=(a, b)).start()
`;
