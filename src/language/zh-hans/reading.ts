import type { Catalogue } from '../t.ts';

export const reading: Catalogue = {};
