import type { Catalogue } from '../t.ts';

export const pay: Catalogue = {};
