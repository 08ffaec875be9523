import { check } from './contract.ts';
import { askedLines, hopSights } from './sights.ts';
import { firstFailure, hopStagesOf } from './stages.ts';
import { again, ask, say } from './write.ts';

/** Manifests come, layers do not: the host behind the redirect is out of reach. */
export const blobHostUnreachable = check({
  code: 'DC4030',
  severity: 'error',
  title: say('The host that serves the layers cannot be reached', '无法访问提供镜像层的主机'),
  about: say(
    'Registries keep layers elsewhere (a CDN, an object store) and redirect there. Then manifests work and layers hang ("error pulling image configuration", "failed to copy: httpReadSeeker"). That host must be allowed, resolved, proxied and trusted like the registry itself. It can change without notice, so dockcfg takes it from the redirect.',
    '仓库把镜像层放在别处（CDN、对象存储），并重定向过去。这时清单正常，镜像层却卡住（“error pulling image configuration”“failed to copy: httpReadSeeker”）。该主机必须与仓库一样被放行、可解析、经由正确的代理并受信任；它可能随时变化，因此以重定向为准。',
  ),
  ways: [say('allow the hosts that the redirects lead to', '放行重定向所指向的主机')],
  reads: ['routes'],
  causes: ['DC3004', 'DC3001', 'DC2002', 'DC2001', 'DC2010'],
  judge: ({ routes }) =>
    hopSights(routes).flatMap(({ hop, subject, severity, place, walk }) => {
      const failed = firstFailure(hopStagesOf(hop));
      if (hop.role !== 'blob' || !failed) return [];
      return [
        {
          subject,
          severity,
          text: say(
            `${walk.endpoint.host} serves manifests and redirects layers to ${subject}, which cannot be reached: ${failed.stage} ${failed.reason}.`,
            `${walk.endpoint.host} 提供清单，并把镜像层重定向到 ${subject}，而它无法访问：${failed.stage} ${failed.reason}。`,
          ),
          seen: [
            ...askedLines(hop.asked),
            ...hop.dials.map(
              (dial) => `${dial.address}:${hop.port}: ${dial.answer}, ${dial.ms} ms`,
            ),
            ...(hop.tunnel.kind === 'saw'
              ? [`proxy: ${hop.tunnel.data.status} ${hop.tunnel.data.reason}`]
              : []),
          ],
          places: [place('blob')],
          remedies: [
            ask(
              say(
                `Please allow this host to reach ${hop.host}:${hop.port}: the registry ${walk.endpoint.host} serves its layers there.`,
                `请放行本机到 ${hop.host}:${hop.port} 的访问：仓库 ${walk.endpoint.host} 在那里提供镜像层。`,
              ),
            ),
            again(walk.image),
          ],
        },
      ];
    }),
});
