import { X509Certificate } from 'node:crypto';
import { parseRegistryHost } from '../../domain/insecure.ts';
import { printableLine } from '../text/printable.ts';
import { wrap } from '../text/wrap.ts';
import { type Back, back } from './asker.ts';
import type { Step, StepContext } from './step.ts';

/** A CA file of more than this holds something else. */
const largestCa = 1024 * 1024;

/** Registries with a CA of their own, one after the other until there are no more. */
export const registryCas: Step = {
  answers: ['registries'],
  ask: async (context) => {
    const registries: { [host: string]: { ca: string } } = {};
    for (;;) {
      const host = await askHost(context);
      if (host === back) return back;
      if (host === null) break;
      const ca = await askFile(host, context);
      if (ca !== back) registries[host] = { ca };
    }
    return Object.keys(registries).length === 0 ? {} : { registries };
  },
};

async function askHost({ asker, terminal }: StepContext): Promise<string | null | Back> {
  const { nothing, caHost } = terminal.words.setup;
  const answer = await asker.text({
    ...caHost,
    current: nothing,
    problem: (typed) => {
      const parsed = typed === nothing ? null : parseRegistryHost(typed);
      return parsed && 'problem' in parsed ? terminal.say(parsed.problem) : null;
    },
  });
  return answer === nothing ? null : answer;
}

async function askFile(host: string, context: StepContext): Promise<string | Back> {
  const { asker, terminal } = context;
  const answer = await asker.text({
    ...terminal.words.setup.caFile(host),
    current: '',
    problem: async (path) => {
      const looked = await lookAt(path, context);
      return 'problem' in looked ? looked.problem : null;
    },
  });
  if (answer === back) return back;
  const looked = await lookAt(answer, context);
  const shown = 'shown' in looked ? looked.shown : [];
  for (const line of shown.flatMap((text) => wrap(text, terminal.err.columns))) terminal.note(line);
  return answer;
}

/** What a file holds: its certificates in words, or why it will not do. */
async function lookAt(
  path: string,
  { terminal, outside }: StepContext,
): Promise<{ readonly shown: readonly string[] } | { readonly problem: string }> {
  const { setup } = terminal.words;
  if (path === '') return { problem: setup.wantsOneOrMore };
  let bytes: Uint8Array | null;
  try {
    bytes = await outside.readFile(path, { limit: largestCa, beside: null });
  } catch {
    return { problem: setup.notReadable(path) };
  }
  const certificates = certificatesIn(new TextDecoder().decode(bytes ?? new Uint8Array()));
  if (certificates.length === 0) return { problem: setup.notCertificate(path) };
  return {
    shown: certificates.map(({ subject, fingerprint256, validTo }) =>
      printableLine(
        setup.caShown(subject.replaceAll('\n', ', '), fingerprint256, validTo.replace(/ +/g, ' ')),
      ),
    ),
  };
}

/** Every certificate of a PEM text; what cannot be read is left out. */
function certificatesIn(pem: string): readonly X509Certificate[] {
  const blocks = pem.match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g) ?? [];
  return blocks.flatMap((block) => {
    try {
      return [new X509Certificate(block)];
    } catch {
      return [];
    }
  });
}
