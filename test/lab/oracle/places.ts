/** Where the oracle's servers stand. What each of them does is drawn anew for every case. */

export type RegistryPlace = 'hub' | 'm1' | 'm1plain' | 'm2' | 'r1' | 'r1plain' | 'r2' | 'r3';
export type TokenPlace = 'auth' | 'token';
export type ProxyPlace = 'open' | 'closed' | 'secure' | 'socks';

export interface Place {
  readonly hostname: string;
  readonly address: string;
  readonly port: number;
}

export const registries: Readonly<Record<RegistryPlace, Place>> = {
  hub: { hostname: 'registry-1.docker.io', address: '10.77.0.50', port: 443 },
  m1: { hostname: 'm1.lab', address: '10.77.0.52', port: 443 },
  m1plain: { hostname: 'm1.lab', address: '10.77.0.52', port: 80 },
  m2: { hostname: 'm2.lab', address: '10.77.0.53', port: 5000 },
  r1: { hostname: 'r1.lab', address: '10.77.0.55', port: 443 },
  r1plain: { hostname: 'r1.lab', address: '10.77.0.55', port: 80 },
  r2: { hostname: 'r2.lab', address: '10.77.0.56', port: 5000 },
  /** Nothing listens on its port 443. */
  r3: { hostname: 'r3.lab', address: '10.77.0.57', port: 80 },
};

export const tokenServers: Readonly<Record<TokenPlace, Place>> = {
  auth: { hostname: 'auth.docker.io', address: '10.77.0.51', port: 443 },
  token: { hostname: 'token.lab', address: '10.77.0.59', port: 443 },
};

/** Where registries send those who ask for blobs. */
export const blobHost: Place = { hostname: 'cdn.lab', address: '10.77.0.58', port: 443 };

export const proxies: Readonly<Record<ProxyPlace, Place>> = {
  open: { hostname: 'open.lab', address: '10.77.0.60', port: 3128 },
  closed: { hostname: 'closed.lab', address: '10.77.0.60', port: 3129 },
  secure: { hostname: 'secure.lab', address: '10.77.0.60', port: 3130 },
  socks: { hostname: 'socks.lab', address: '10.77.0.60', port: 1080 },
};

export const proxyUser = { name: 'pat', password: 'p@ss:w/rd' } as const;

/** Whom registries and token servers know. */
export const registryUser = { name: 'ann', password: 'secret' } as const;

/** A registry on the host's own loopback: a relay to `r2`. */
export const loopback = { port: 5000, to: registries.r2 } as const;

export const allPlaces: readonly Place[] = [
  ...Object.values(registries),
  ...Object.values(tokenServers),
  blobHost,
  ...Object.values(proxies),
];
