import { configDefaults, defineConfig } from 'vitest/config';
import base, { spawning } from '../../vitest.config.ts';

/** The built tool as people run it: spawned, killed at every step, many at once, with pages in a real browser. */
export default defineConfig({ test: { ...base.test, include: spawning, exclude: configDefaults.exclude } });
