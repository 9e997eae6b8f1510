import type { Catalogue } from '../t.ts';

export const tables: Catalogue = {};
