import { late } from '../../domain/late.ts';
/** The help of mirrors, ca and cache in English. */
export const moreHelpEn = late(() => ({
  commands: {
    'mirrors rank': {
      summary: 'measure mirrors of Docker Hub with real bytes, and rank those that serve it',
      details:
        "Candidates are those named here, the host's own, and a shipped list. All are tried at once, through the engine's own proxy and trust; the quickest are measured over three rounds with up to 4 MiB of a real layer each, and ordered by how long a layer of 10 MiB would take. Nothing is written unless you ask for it.",
      examples: [
        'dockcfg mirrors rank',
        'dockcfg mirrors rank https://mirror.example --no-presets',
        'dockcfg mirrors rank --image library/nginx:1.27 --write',
      ],
    },
    'mirrors check': {
      summary: 'see whether the mirrors of this host serve what Docker Hub has',
      details: 'Exits with 1 if one of them does not.',
      examples: ['dockcfg mirrors check', 'dockcfg mirrors check https://mirror.example --json'],
    },
    'ca list': {
      summary: 'show the certificates installed for registries, and which of them the engine reads',
      details: '',
      examples: ['dockcfg ca list', 'dockcfg ca list harbor.example:8443 --json'],
    },
    'ca fetch': {
      summary:
        'print the CA certificate that a registry presents on the route that the engine takes',
      details:
        'The certificate goes to stdout, its description to stderr. What comes over the wire proves nothing: check its SHA-256 with the operator before you trust it.',
      examples: ['dockcfg ca fetch harbor.example:8443 > harbor-ca.pem'],
    },
    'ca add': {
      summary: 'trust a CA certificate for one registry, where this engine and store read it',
      details:
        'The certificate comes from a file, or from what the server presents; the latter only with its SHA-256 in --accept, or after a question.',
      examples: [
        'dockcfg ca add harbor.example:8443 --file harbor-ca.pem',
        'dockcfg ca add harbor.example:8443 --from-server --accept 9F:86:D0:81:…',
      ],
    },
    'ca remove': {
      summary: 'stop trusting the CA certificates installed for a registry',
      details: '',
      examples: ['dockcfg ca remove harbor.example:8443'],
    },
    'cache install': {
      summary: 'run a pull-through cache of Docker Hub on this host, and pull through it',
      details:
        "It is a systemd unit that runs the distribution's registry program, so it does not depend on the Docker it serves. Without --upstream-proxy it uses the proxies of this host's engine.",
      examples: [
        'dockcfg cache install',
        'dockcfg cache install --check --diff',
        'dockcfg cache install --listen 0.0.0.0:5000 --tls-cert /etc/ssl/cache.pem --tls-key /etc/ssl/cache.key',
      ],
    },
    'cache status': {
      summary: 'show whether the cache runs, serves Docker Hub, and is used by this host',
      details: '',
      examples: ['dockcfg cache status'],
    },
    'cache remove': {
      summary: 'stop and remove the cache, and stop pulling through it',
      details: 'What it has stored is kept; the report says where.',
      examples: ['dockcfg cache remove'],
    },
  },
  operands: {
    url: 'a mirror, such as https://mirror.example',
    host: 'a registry, spelled as in image names: harbor.example:8443',
  },
  options: {
    write: 'write the order into registry-mirrors without asking',
    'no-presets': 'do not use the shipped list of public mirrors',
    file: 'the file with the CA certificate',
    'from-server': 'take the CA certificate that the server presents',
    listen: 'where the cache listens (default: 127.0.0.1:5000)',
    storage: 'where the cache keeps its layers (default: /var/lib/dockcfg-cache)',
    'upstream-proxy': 'the proxy through which the cache reaches Docker Hub, or none',
    'tls-cert': 'certificate chain of the cache, PEM; the cache then speaks HTTPS',
    'tls-key': 'key of that certificate',
    'server-name': 'the name that other hosts know the cache by',
    binary: 'the registry program, if it is not in a usual place',
    container:
      'run it in a container, from an image that this engine already has, such as registry:3',
  },
}));
