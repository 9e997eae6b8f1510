import { afterEach, inject } from 'vitest';
import { speak } from '../../src/language/t.ts';

// A process speaks one language, and a worker runs many files: what one test was answered in is not what the next one reads.
afterEach(() => speak(undefined));

// Whatever a test spawns, it leaves no compiled code with whoever runs the suite.
process.env['QFPAY_CACHE_DIR'] = inject('compiled');
