import type { Catalogue } from '../t.ts';

export const verify: Catalogue = {};
