import type { Catalogue } from './t.ts';
import { calls } from './zh-hant/calls.ts';
import { cancel } from './zh-hant/cancel.ts';
import { cli } from './zh-hant/cli.ts';
import { codeTables } from './zh-hant/code-tables.ts';
import { commands } from './zh-hant/commands.ts';
import { diagnosis } from './zh-hant/diagnosis.ts';
import { doctor } from './zh-hant/doctor.ts';
import { emulator } from './zh-hant/emulator.ts';
import { errors } from './zh-hant/errors.ts';
import { gateway } from './zh-hant/gateway.ts';
import { helpTopics } from './zh-hant/help-topics.ts';
import { history } from './zh-hant/history.ts';
import { host } from './zh-hant/host.ts';
import { listen } from './zh-hant/listen.ts';
import { lookup } from './zh-hant/lookup.ts';
import { merchant } from './zh-hant/merchant.ts';
import { notify } from './zh-hant/notify.ts';
import { pay } from './zh-hant/pay.ts';
import { payment } from './zh-hant/payment.ts';
import { paymentReport } from './zh-hant/payment-report.ts';
import { profile } from './zh-hant/profile.ts';
import { query } from './zh-hant/query.ts';
import { reading } from './zh-hant/reading.ts';
import { refund } from './zh-hant/refund.ts';
import { refundBatch } from './zh-hant/refund-batch.ts';
import { refundList } from './zh-hant/refund-list.ts';
import { refundRules } from './zh-hant/refund-rules.ts';
import { report } from './zh-hant/report.ts';
import { sign } from './zh-hant/sign.ts';
import { tables } from './zh-hant/tables.ts';
import { transaction } from './zh-hant/transaction.ts';
import { verify } from './zh-hant/verify.ts';

/** A file for each room that says something; a text is in one of them only. */
export const zhHant: Catalogue = {
  ...calls,
  ...cancel,
  ...cli,
  ...codeTables,
  ...commands,
  ...diagnosis,
  ...doctor,
  ...emulator,
  ...errors,
  ...gateway,
  ...helpTopics,
  ...history,
  ...host,
  ...listen,
  ...lookup,
  ...merchant,
  ...notify,
  ...pay,
  ...payment,
  ...paymentReport,
  ...profile,
  ...query,
  ...reading,
  ...refund,
  ...refundBatch,
  ...refundList,
  ...refundRules,
  ...report,
  ...sign,
  ...tables,
  ...transaction,
  ...verify,
};
