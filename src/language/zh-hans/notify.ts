import type { Catalogue } from '../t.ts';

export const notify: Catalogue = {};
