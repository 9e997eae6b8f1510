import type { Catalogue } from '../t.ts';

export const sign: Catalogue = {};
