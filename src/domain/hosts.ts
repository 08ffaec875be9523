/** What an endpoint of hosts.toml may be used for. */
export type HostCapability = 'pull' | 'resolve' | 'push' | 'referrers';

/** One table of hosts.toml: the top level (`server`) or a `[host."URL"]`. */
export interface HostsEntry {
  /** as written; null at the top level without `server` */
  readonly url: string | null;
  /** null: all of them */
  readonly capabilities: readonly HostCapability[] | null;
  /** paths as written, relative ones to hosts.toml's directory; null: not given */
  readonly ca: readonly string[] | null;
  /** certificate and key paths as written; a null key means the certificate's file holds both */
  readonly client: readonly {
    readonly certificate: string;
    readonly key: string | null;
  }[];
  readonly skipVerify: boolean | null;
  readonly overridePath: boolean;
  /** what every request to it carries besides; names only: values may be credentials */
  readonly headerNames: readonly string[];
}

/**
 * A hosts.toml as containerd reads it.
 * @see containerd core/remotes/docker/config/hosts.go parseHostsFile
 */
export interface HostsToml {
  /** the `[host]` tables, in the file's order */
  readonly hosts: readonly HostsEntry[];
  /** the top level, tried last */
  readonly server: HostsEntry;
}

/**
 * What reading one came to. A broken file is not an error of the engine: it logs the text and
 * falls back to the certificate files beside it.
 */
export type HostsTomlResult =
  | { readonly kind: 'parsed'; readonly toml: HostsToml }
  | { readonly kind: 'broken'; readonly engineText: string };
