import type { DoctorEvent } from '../../../domain/documents.ts';
import type { Style } from '../../text/style.ts';
import type { Words } from '../../words/index.ts';

/** From which severity on the doctor's exit code is 1. */
export type FailOn = 'error' | 'warning' | 'never';

export interface ReportContext {
  readonly style: Style;
  readonly words: Words;
  readonly failOn: FailOn;
  write(text: string): void;
}

/** A form of the doctor's result, drawn from its events as they come. */
export type DoctorReport = (context: ReportContext) => (event: DoctorEvent) => void;
