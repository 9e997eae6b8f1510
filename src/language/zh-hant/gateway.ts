import type { Catalogue } from '../t.ts';

export const gateway: Catalogue = {};
