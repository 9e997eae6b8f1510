import type { Catalogue } from '../t.ts';

export const payment: Catalogue = {};
