import { commandPage } from './commands.ts';
import { documentPage } from './documents.ts';
import { enginePage } from './engines.ts';
import { findingPages } from './findings.ts';
import type { GeneratedPage } from './markdown.ts';
import { profilePage } from './profile.ts';

/** Every page that is drawn from tables in code. A new one is a file here and a line below. */
export const generatedPages: readonly GeneratedPage[] = [
  commandPage,
  profilePage,
  documentPage,
  enginePage,
  ...findingPages,
];
