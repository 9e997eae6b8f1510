import { join } from 'node:path';
import { expect, test } from 'vitest';
import { endpointsPage } from '../../scripts/endpoints-page.ts';

test('docs/endpoints.md is what the table of endpoints says', async () => {
  await expect(endpointsPage()).toMatchFileSnapshot(join(import.meta.dirname, '../../docs/endpoints.md'));
});
