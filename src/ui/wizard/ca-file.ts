import { type PresentedCertificate, presentedOf } from '../../engine/ca/chain.ts';
import { certificateDocument } from '../../engine/ca/document.ts';
import type { Presented } from '../../engine/ca/fetch.ts';
import { certificateLines } from '../reports/ca.ts';
import { type Back, back } from './asker.ts';
import { rule, tell } from './attempt.ts';
import type { StepContext } from './step.ts';

/** A CA file of more than this holds something else. */
const largestCa = 1024 * 1024;

/**
 * Asks for a file with a CA certificate, shows what is in it, and whether the registry would be
 * accepted with it.
 * @param presented what the registry shows; null when it could not be asked
 */
export async function askCaFile(
  host: string,
  presented: Presented | null,
  context: StepContext,
): Promise<{ readonly ca: string } | Back> {
  const { asker, terminal } = context;
  let offered = '';
  for (;;) {
    const path = await asker.text({
      ...terminal.words.setup.caFile(host),
      current: offered,
      problem: async (typed) => {
        const looked = await lookAt(typed, context);
        return 'problem' in looked ? looked.problem : null;
      },
    });
    if (path === back) return back;
    const looked = await lookAt(path, context);
    const certificates = 'certificates' in looked ? looked.certificates : [];
    show(certificates, context);
    const objection = presented && context.trials.objection(presented, certificates);
    if (presented && objection === null) tell(context, terminal.words.setup.caFits(host));
    if (!objection) return { ca: path };
    tell(context, terminal.words.ca.stillRefused(objection));
    const ruling = await rule(context);
    if (ruling === back) return back;
    if (ruling === 'keep') return { ca: path };
    offered = path;
  }
}

/** What a file holds: its certificates, or why it will not do. */
async function lookAt(
  path: string,
  { terminal, outside }: StepContext,
): Promise<
  { readonly certificates: readonly PresentedCertificate[] } | { readonly problem: string }
> {
  const { setup } = terminal.words;
  if (path === '') return { problem: setup.wantsOneOrMore };
  let bytes: Uint8Array | null;
  try {
    bytes = await outside.readFile(path, { limit: largestCa, beside: null });
  } catch {
    return { problem: setup.notReadable(path) };
  }
  const text = new TextDecoder().decode(bytes ?? new Uint8Array());
  const blocks = text.match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g) ?? [];
  const certificates = presentedOf(blocks);
  return certificates.length === 0 ? { problem: setup.notCertificate(path) } : { certificates };
}

function show(
  certificates: readonly PresentedCertificate[],
  { terminal, trials }: StepContext,
): void {
  const style = { style: terminal.err, words: terminal.words };
  const lines = certificates.flatMap(({ facts }) =>
    certificateLines(certificateDocument(facts, trials.now()), '  ', style),
  );
  for (const line of lines) terminal.note(line);
}
