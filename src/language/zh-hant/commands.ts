import type { Catalogue } from '../t.ts';

export const commands: Catalogue = {};
