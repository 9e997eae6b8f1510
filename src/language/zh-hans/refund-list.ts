import type { Catalogue } from '../t.ts';

export const refundList: Catalogue = {};
