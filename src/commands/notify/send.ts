import type { Context } from '../../context.ts';
import { type Fault, refuse } from '../../errors.ts';
import { t } from '../../language/t.ts';
import type { GlobalOptions } from '../../merchant/global-options.ts';
import { checkPreferences, resolveSigner } from '../../merchant/settings.ts';
import { together } from '../../merchant/together.ts';
import { fieldsOfTransaction, notifyTypeOf } from '../../notification/fields-of-transaction.ts';
import {
  formatNotification,
  type NotificationFields,
  signNotification,
} from '../../notification/format-notification.ts';
import type { NotifyType } from '../../notification/notification-kinds.ts';
import type { Parameter } from '../../signature/canonical-text.ts';
import type { ClientKey } from '../../signature/client-key.ts';
import { refuseKey } from '../../signature/key-guard.ts';
import type { Message } from '../deliver.ts';
import { readGivenInput } from '../given-input.ts';
import { withSession } from '../session.ts';
import { tell } from '../tell.ts';
import { fieldFaults, madeUpFields } from './fields.ts';
import { findTransaction } from './find-transaction.ts';
import { kindFaults, kindOf, type NotifyOptions } from './options.ts';

/**
 * A notification signed as QFPay signs, of given fields or of a real transaction.
 * @param faults of the flags that say where it goes, told together with those of the fields
 */
export async function makeMessage(
  options: NotifyOptions & GlobalOptions,
  words: readonly string[],
  { context, faults }: { readonly context: Context; readonly faults: readonly Fault[] },
): Promise<Message> {
  const given = await readGivenInput(options, words, context);
  const fields = [...(given.reading?.parameters ?? []), ...given.words.parameters];
  const inputFaults = [...given.faults, ...given.words.faults, ...(given.reading?.faults ?? [])];
  const task = { options, fields, context };
  const all = [
    ...faults,
    ...kindFaults(options),
    ...inputFaults,
    ...fieldFaults(fields),
    ...amountFaults(fields, options),
  ];
  if (options.of !== undefined) {
    await together([() => refuse(all, 'qfpay help notify'), () => checkPreferences(options, context)]);
    return ofTransaction(options.of, task);
  }
  const [signer] = await together([
    () => resolveSigner(options, context, { asks_sign_type: false, asks_mchid: true }),
    () => refuse(all, 'qfpay help notify'),
  ]);
  for (const warning of signer.warnings) tell(context, t`warning: ${warning}`);
  const notify_type = kindOf(options) ?? 'payment';
  const { mchid, client_key } = signer;
  return signed(notify_type, { ...madeUpFields(notify_type, context), mchid }, { fields, key: client_key });
}

function amountFaults(fields: readonly Parameter[], { of }: NotifyOptions): Fault[] {
  if (of !== undefined || fields.some(([name]) => name === 'txamt')) return [];
  return [{ field: 'txamt', rule: t`must be given, in cents`, next: t`such as txamt=1280, or --of a transaction` }];
}

interface Task {
  readonly options: NotifyOptions & GlobalOptions;
  readonly fields: readonly Parameter[];
  readonly context: Context;
}

/** What is given goes before what the books say. */
function ofTransaction(number: string, { options, fields, context }: Task): Promise<Message> {
  return withSession(options, context, async ({ gateway, settings: { merchant } }) => {
    const record = await findTransaction(number, gateway, { context, options });
    const notify_type = kindOf(options) ?? notifyTypeOf(record) ?? 'payment';
    const known = fieldsOfTransaction(record, notify_type, merchant.mchid);
    return signed(notify_type, known, { fields, key: merchant.client_key });
  });
}

/** @throws UsageError a field that is or holds the key */
function signed(
  notify_type: NotifyType,
  known: NotificationFields,
  { fields, key }: { readonly fields: readonly Parameter[]; readonly key: ClientKey },
): Message {
  refuseKey(fields, key);
  const body = Buffer.from(formatNotification(notify_type, { ...known, ...Object.fromEntries(fields) }));
  return { body, headers: { 'content-type': 'application/json', 'x-qf-sign': signNotification(body, key) } };
}
