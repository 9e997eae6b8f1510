import { afterEach, inject } from 'vitest';
import { speak } from '../../src/language/t.ts';
import { checkDocuments } from './documents.ts';

// A process speaks one language, and a worker runs many files: what one test was answered in is not what the next one reads.
afterEach(() => speak(undefined));

afterEach(checkDocuments);

// Whatever a test spawns, it leaves no compiled code with whoever runs the suite.
process.env['QFPAY_CACHE_DIR'] = inject('compiled');
