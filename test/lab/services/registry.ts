/** docker-registry (Debian's package, distribution 2.8) in its several roles. */
import type { KeyPair } from '../certificates.ts';
import type { Command, Stage } from './service.ts';

export type RegistryOptions = {
  readonly listen: string;
  readonly storage: string;
  readonly tls?: KeyPair;
  /** Goes into the configuration as it is: `token`, `htpasswd`. */
  readonly auth?: Record<string, unknown>;
  /** The registry this one is a pull-through cache of. */
  readonly remote?: string;
};

/** Writes a registry's configuration and says how to run it. */
export async function registry(stage: Stage, options: RegistryOptions): Promise<Command> {
  // JSON is YAML, so the registry reads this as it is.
  const config = await stage.write('config.yml', JSON.stringify(configOf(options), null, 2));
  return { argv: ['docker-registry', 'serve', config] };
}

function configOf({ listen, storage, tls, auth, remote }: RegistryOptions) {
  return {
    version: '0.1',
    log: { level: 'info' },
    storage: { filesystem: { rootdirectory: storage }, delete: { enabled: true } },
    http: {
      addr: listen,
      secret: 'lab',
      ...(tls ? { tls: { certificate: tls.certificate, key: tls.key } } : {}),
    },
    ...(auth ? { auth } : {}),
    ...(remote ? { proxy: { remoteurl: remote } } : {}),
  };
}
