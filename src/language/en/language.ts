import type { Catalogue } from '../t.ts';
import type { CatalogTable } from './catalog.ts';
import type { ExplanationTable } from './explanation.ts';
import type { PageTable } from './pages.ts';

/**
 * What a language's folder has; English is the measure. Each part is a chunk of its own, loaded when it is first read: none costs
 * a start that does not speak it.
 */
export interface Language {
  /** As the language calls itself. */
  readonly name: string;
  /** A tag of BCP 47 or of a locale, in small letters with hyphens (`zh-hk`), that this language is spoken for. */
  readonly spoken_for: RegExp;
  /** What `t` says. English has none: it stands in the code. */
  readonly texts?: () => Promise<Catalogue>;
  /** QFPay's tables. */
  readonly catalog: () => Promise<CatalogTable>;
  /** Why a signature is wrong. */
  readonly explanation: () => Promise<ExplanationTable>;
  /** The pages of the emulator. */
  readonly pages: () => Promise<PageTable>;
}

export const en: Language = {
  name: 'English',
  spoken_for: /^en\b/,
  catalog: async () => (await import('./catalog.ts')).catalog,
  explanation: async () => (await import('./explanation.ts')).explanation,
  pages: async () => (await import('./pages.ts')).pages,
};
