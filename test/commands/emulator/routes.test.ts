import { expect, test } from 'vitest';
import { routeOf } from '../../../src/commands/emulator/routes.ts';

test('the pages of the wallet and the calls of the admin have the mark of the emulator, too', async () => {
  const page = () => ({ status: 200, headers: { 'content-type': 'text/html' }, body: '' });
  const handle = routeOf({ gateway: page, admin: page, wallet: page, now: () => new Date(0), onExchange: () => {} });
  for (const path of ['/__admin/clock', '/wallet/1']) {
    const { headers } = await handle({ method: 'GET', path, query: '', headers: {}, body: new Uint8Array() });
    expect(headers).toEqual({ 'content-type': 'text/html', 'X-QFPAY-Emulator': '1' });
  }
});
