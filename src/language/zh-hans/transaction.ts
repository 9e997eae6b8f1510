import type { Catalogue } from '../t.ts';

export const transaction: Catalogue = {};
