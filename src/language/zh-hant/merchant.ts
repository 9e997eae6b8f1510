import type { Catalogue } from '../t.ts';

export const merchant: Catalogue = {};
