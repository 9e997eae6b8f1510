import type { Catalogue } from '../t.ts';

export const cancel: Catalogue = {};
