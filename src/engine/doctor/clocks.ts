import type { ClockSeen, RouteSeen } from '../../checks/evidence.ts';
import type { HttpSeen } from '../../probes/seen.ts';

/** Every server's Date header against our clock at the moment its answer had come. */
export function clocksOf(routes: readonly RouteSeen[]): readonly ClockSeen[] {
  const walks = routes.flatMap((route) => route.walks);
  const answers = walks.flatMap(({ v2, token, manifest, content }) =>
    [v2, token, manifest, content].flatMap((outcome) =>
      outcome.kind === 'saw' ? [clockOf(outcome.data)] : [],
    ),
  );
  const unverified = walks.flatMap(({ hops }) =>
    hops.flatMap(({ host, date }) =>
      date ? [{ host, aheadSeconds: Math.round((date.at - date.server) / 1000) }] : [],
    ),
  );
  const seen = [...answers, ...unverified].filter((clock) => clock !== null);
  return [...new Map(seen.map((clock) => [clock.host, clock])).values()];
}

function clockOf(seen: HttpSeen): ClockSeen | null {
  const server = Date.parse(seen.headers.date ?? '');
  if (!Number.isFinite(server)) return null;
  return { host: new URL(seen.url).host, aheadSeconds: Math.round((seen.at - server) / 1000) };
}
