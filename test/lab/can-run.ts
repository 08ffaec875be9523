/** Whether a lab can run on this machine at all. */
import { execa } from 'execa';
import { unifiedCgroup } from './cgroups.ts';
import { labPackages } from './install.ts';

/** The command by which each package shows itself, where it is not the package's name. */
const commands: Readonly<Record<string, string>> = {
  'ansible-core': 'ansible',
  binutils: 'x86_64-linux-gnu-strip',
  'binutils-aarch64-linux-gnu': 'aarch64-linux-gnu-strip',
  'dnsmasq-base': 'dnsmasq',
  iproute2: 'ip',
  nftables: 'nft',
  'systemd-container': 'systemd-nspawn',
  'util-linux': 'nsenter',
};
/** Keys only; debootstrap says so itself when they are missing. */
const withoutCommand = ['debian-archive-keyring', 'python3-voluptuous'];

/** Why the lab cannot run here, or null if it can. */
export async function canRunLab(): Promise<string | null> {
  if (process.platform !== 'linux') return `the lab needs Linux, not ${process.platform}`;
  if (process.getuid?.() !== 0) return 'the lab needs root';
  if ((await unifiedCgroup()) === null) return 'no unified control-group hierarchy is mounted';
  const missing = await missingCommands();
  if (missing.length > 0) return `not installed: ${missing.join(' ')} (npm run lab -- install)`;
  return refusedNamespaces();
}

async function missingCommands(): Promise<string[]> {
  const packages = (await labPackages()).filter((name) => !withoutCommand.includes(name));
  const lookUp = 'for c do command -v "$c" >/dev/null || echo "$c"; done';
  const wanted = packages.map((name) => commands[name] ?? name);
  const { stdout } = await execa('sh', ['-c', lookUp, 'sh', ...wanted]);
  return stdout.split('\n').filter((line) => line !== '');
}

/** Root inside a container is often not allowed to do what the lab does first. */
async function refusedNamespaces(): Promise<string | null> {
  const probe = 'mount -t tmpfs lab /run && ip link add lab0 type bridge && nft list ruleset';
  const namespaces = ['--mount', '--pid', '--net', '--fork', '--mount-proc'];
  const { exitCode, stderr } = await execa('unshare', [...namespaces, 'sh', '-ec', probe], {
    reject: false,
  });
  return exitCode === 0 ? null : `this machine does not allow new namespaces: ${stderr}`;
}
