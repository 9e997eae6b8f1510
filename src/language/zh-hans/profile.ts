import type { Catalogue } from '../t.ts';

export const profile: Catalogue = {};
