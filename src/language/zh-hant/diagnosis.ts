import type { Catalogue } from '../t.ts';

export const diagnosis: Catalogue = {};
