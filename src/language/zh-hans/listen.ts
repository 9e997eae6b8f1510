import type { Catalogue } from '../t.ts';

export const listen: Catalogue = {};
