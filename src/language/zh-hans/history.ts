import type { Catalogue } from '../t.ts';

export const history: Catalogue = {};
