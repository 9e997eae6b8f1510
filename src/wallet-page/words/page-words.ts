import type { PageState } from '../page-order.ts';

/** All that the page says, in one language. */
export interface PageWords {
  /** As the language calls itself. */
  readonly language: string;
  readonly languages: string;
  readonly notice: string;
  readonly title: string;
  readonly payWith: (wallet: string) => string;
  /** By the catalogue's word, where the wallet has a name of its own in this language. */
  readonly wallets: Readonly<Record<string, string>>;
  readonly anyWallet: string;
  readonly amount: string;
  readonly goods: string;
  readonly order: string;
  readonly merchant: string;
  readonly number: string;
  readonly expires: string;
  readonly actions: string;
  readonly pay: (amount: string) => string;
  readonly password: string;
  readonly decline: string;
  readonly states: Readonly<Record<PageState, string>>;
  readonly refunded: (amount: string) => string;
  readonly back: string;
  readonly unknown: string;
}
