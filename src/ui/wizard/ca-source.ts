import type { TriedRegistry } from '../../engine/answers/registry.ts';
import type { PresentedCertificate } from '../../engine/ca/chain.ts';
import { fetchDocument } from '../../engine/ca/document.ts';
import type { Presented } from '../../engine/ca/fetch.ts';
import { caFetchLines } from '../reports/ca.ts';
import { type Back, back } from './asker.ts';
import { tell } from './attempt.ts';
import { askCaFile } from './ca-file.ts';
import type { StepContext } from './step.ts';

/** What a registry's own part of the profile becomes. */
export interface RegistryWish {
  /** a path, or PEM */
  readonly ca: string;
}

type Source = 'leave' | 'server' | 'file' | Back;

/**
 * Asks where the CA certificate of a registry is to come from. What a server presents is shown
 * whole and is never the first choice: Enter alone trusts nobody.
 * @returns null for none, which is not asked where the engine trusts the registry already
 */
export async function askCaSource(
  host: string,
  seen: TriedRegistry | null,
  context: StepContext,
): Promise<RegistryWish | null | Back> {
  const { asker, terminal } = context;
  const { caSource, ruling } = terminal.words.setup;
  const presented = seen?.kind === 'tls' ? seen.presented : null;
  const anchor = presented && show(presented, context);
  if (presented?.verdict.ok) return null;
  const source = await asker.choose<Source>(caSource.title(host), [
    { value: 'leave', name: caSource.leave },
    { value: 'file', name: caSource.file },
    ...(anchor ? [{ value: 'server' as const, name: caSource.server(anchor.facts.subject) }] : []),
    { value: back, name: ruling.goBack },
  ]);
  if (source === back) return back;
  if (source === 'file') return askCaFile(host, presented, context);
  return source === 'server' && anchor ? { ca: anchor.pem } : null;
}

/** @returns the certificate that could be trusted, where there is need of one */
function show(presented: Presented, context: StepContext): PresentedCertificate | null {
  const { terminal, trials } = context;
  const { words, err: style } = terminal;
  const { verdict, anchor, chain, host } = presented;
  for (const line of caFetchLines(fetchDocument(presented, trials.now()), { style, words })) {
    terminal.note(line);
  }
  if (verdict.ok) return null;
  if (!anchor) tell(context, words.setup.caOnlyLeaf(host, chain[0]?.facts.issuer ?? ''));
  return anchor;
}
