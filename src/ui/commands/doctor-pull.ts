import type { DoctorDocument } from '../../domain/documents.ts';
import { asCallingUser } from '../../engine/doctor/calling-user.ts';
import type { Diagnosis } from '../../engine/doctor/diagnosis.ts';
import { loginsFor } from '../../engine/doctor/logins.ts';
import { pullAll, withPulls } from '../../engine/doctor/pull-check.ts';
import type { Run } from '../cli/command.ts';
import type { Host } from '../cli/host.ts';

/** `--pull`: has the engine pull what was looked at, and puts it beside the prediction. */
export async function comparePulls(
  run: Run,
  { facts, ports }: Host,
  seen: { readonly document: DoctorDocument; readonly diagnosis: Diagnosis },
): Promise<DoctorDocument> {
  const { options, outside, terminal } = run;
  if (!options.flag('pull')) return seen.document;
  const routes = seen.diagnosis.evidence.routes.filter(({ hasImage }) => hasImage);
  for (const { route } of routes) {
    terminal.note(terminal.words.asked.pulling(route.reference.canonical));
  }
  const domains = [...new Set(routes.map(({ route }) => route.reference.domain))];
  const logins = options.flag('with-credentials')
    ? await loginsFor(domains, await asCallingUser(facts, ports.files), ports.commands)
    : new Map();
  const { puller } = ports;
  const { socket } = facts.layout;
  const pulls = await pullAll(seen.diagnosis, { puller, socket, signal: outside.signal, logins });
  outside.signal.throwIfAborted();
  return withPulls(seen.document, pulls);
}
