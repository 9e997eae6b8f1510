import type { Catalogue } from '../t.ts';

export const host: Catalogue = {};
