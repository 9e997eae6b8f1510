import type { Catalogue } from '../t.ts';

export const lookup: Catalogue = {};
