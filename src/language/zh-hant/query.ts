import type { Catalogue } from '../t.ts';

export const query: Catalogue = {};
