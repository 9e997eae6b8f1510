import type { Catalogue } from '../t.ts';

export const emulator: Catalogue = {};
