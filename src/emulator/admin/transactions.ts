import type { Book } from '../book.ts';
import type { PayerAction } from '../payer.ts';
import { formatRecord } from '../record.ts';
import { stateOf } from '../state.ts';
import { type Act, problem } from './act.ts';
import { readObject } from './read-object.ts';

const most = 1000;

/** The latest first, at most `limit` (100) of them, each as a query would show it, with whom it belongs to and how far telling of it has come. */
export const listTransactions: Act = async ({ query }, { ledger, clock }) => {
  const asked = query.get('limit') ?? '';
  const limit = /^[1-9]\d*$/.test(asked) ? Math.min(Number(asked), most) : 100;
  const book = await ledger.read();
  const transactions = [...book.all()]
    .slice(-limit)
    .reverse()
    .map((entry) => {
      const [app_code, mchid] = entry.owner.split('/');
      const record = formatRecord({ entry, state: stateOf(entry, book, clock.now()) });
      return { app_code, mchid, ...record, ...(entry.notified ? { notified: entry.notified } : {}) };
    });
  return { fields: { total: book.size, transactions } };
};

const actions: Readonly<Record<string, PayerAction>> = {
  pay: 'paid',
  decline: 'declined',
  password: 'password_pending',
};

/** `syssn` or `out_trade_no`, and the payer's `action`: pay, decline or password. */
export const actOnOrder: Act = async ({ body }, { ledger, payer }) => {
  const { action, ...named } = readObject(body);
  const acted = typeof action === 'string' && Object.hasOwn(actions, action) ? actions[action] : undefined;
  if (!acted) return { status: 400, fields: problem(`action must be one of ${Object.keys(actions).join(', ')}`) };
  const [syssn, ...others] = findPayments(named, await ledger.read());
  if (syssn === undefined)
    return { status: 404, fields: problem('there is no such order: name its out_trade_no or syssn') };
  if (others.length > 0) return { status: 409, fields: problem('several merchants have that number: name the syssn') };
  return { fields: { order: (await payer.act(syssn, acted)) ?? {} } };
};

function findPayments({ syssn, out_trade_no }: Readonly<Record<string, unknown>>, book: Book): string[] {
  const named = [...book.all()].filter((entry) => entry.syssn === syssn || entry.out_trade_no === out_trade_no);
  return named.filter(({ kind }) => kind === 'payment').map((entry) => entry.syssn);
}
