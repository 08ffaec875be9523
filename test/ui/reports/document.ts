import type { DoctorDocument } from '../../../src/domain/documents.ts';

/** A host whose mirror is not trusted and whose private registry hangs on the same cause. */
export const brokenDocument: DoctorDocument = {
  schema: 'dockcfg/doctor/1',
  verdict: 'broken',
  elapsedMs: 812,
  engine: { version: '28.5.2', store: 'classic', flavour: 'docker-ce' },
  routes: [
    {
      image: 'docker.io/library/nginx:latest',
      endpoints: [
        {
          url: 'https://mirror.example',
          role: 'mirror',
          proxy: null,
          trust: ['/etc/docker/certs.d/mirror.example/ca.crt'],
          stages: [
            { stage: 'dns', outcome: 'ok', ms: 3, code: null, seen: {} },
            { stage: 'tcp', outcome: 'ok', ms: 12.4, code: null, seen: {} },
            { stage: 'proxy', outcome: 'skipped', ms: null, code: null, seen: {} },
            { stage: 'tls', outcome: 'failed', ms: 30, code: 'DC5001', seen: {} },
            { stage: 'v2', outcome: 'skipped', ms: null, code: null, seen: {} },
          ],
        },
        {
          url: 'https://registry-1.docker.io',
          role: 'upstream',
          proxy: 'http://user:xxxxx@proxy.example:3128',
          trust: ['/etc/ssl/certs/ca-certificates.crt'],
          stages: [{ stage: 'dns', outcome: 'unknown', ms: 5, code: null, seen: {} }],
        },
      ],
      prediction: { outcome: 'failed', servedBy: null, error: 'x509: unknown \u001b[31mauthority' },
    },
  ],
  checks: [
    { code: 'DC5001', state: 'found' },
    { code: 'DC5002', state: 'passed' },
    { code: 'DC7001', state: 'found' },
    { code: 'DC7002', state: 'skipped' },
    { code: 'DC7003', state: 'crashed' },
  ],
  findings: [
    {
      code: 'DC5001',
      severity: 'error',
      rootCause: true,
      causedBy: null,
      subject: 'mirror.example',
      title: 'Nobody the engine trusts has signed this certificate',
      text: 'The certificate of mirror.example is signed by "Corp Root", which is not installed.',
      seen: ['issuer: CN=Corp Root <root@corp.example>'],
      remedies: [
        {
          kind: 'command',
          text: 'Install the certificate of the authority.',
          command: ['dockcfg', 'apply', '--ca', "mirror.example=/tmp/it's.pem"],
          risk: 'reload',
        },
        { kind: 'ask', text: 'The people who run the mirror.', command: [], risk: 'safe' },
      ],
    },
    {
      code: 'DC7001',
      severity: 'warning',
      rootCause: false,
      causedBy: 'DC5001 mirror.example',
      subject: 'docker.io',
      title: 'The mirror is never used',
      text: 'Every pull goes to Docker Hub.',
      seen: [],
      remedies: [{ kind: 'ask', text: 'Nobody.', command: [], risk: 'safe' }],
    },
  ],
};
