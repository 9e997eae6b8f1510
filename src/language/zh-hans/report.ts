import type { Catalogue } from '../t.ts';

export const report: Catalogue = {};
