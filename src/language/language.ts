import type { CatalogTable } from './en/catalog.ts';
import type { ExplanationTable } from './en/explanation.ts';
import type { Catalogue } from './t.ts';

/**
 * What a language's folder has. Each part is a chunk of its own, loaded when it is first read: none costs a start that does not
 * speak it.
 */
export interface Language {
  /** A tag of BCP 47 or of a locale, in small letters with hyphens (`zh-hk`), that this language is spoken for. */
  readonly spoken_for: RegExp;
  /** What `t` says. English has none: it stands in the code. */
  readonly texts?: () => Promise<Catalogue>;
  /** QFPay's tables. */
  readonly catalog: () => Promise<CatalogTable>;
  /** Why a signature is wrong. */
  readonly explanation: () => Promise<ExplanationTable>;
}
