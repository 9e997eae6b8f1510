import type { Catalogue } from '../t.ts';

export const refundBatch: Catalogue = {};
