import type { Catalogue } from '../t.ts';

export const doctor: Catalogue = {};
