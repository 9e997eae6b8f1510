import type { Catalogue } from '../t.ts';

export const refund: Catalogue = {};
