import type { Catalogue } from './t.ts';
import { calls } from './zh-hans/calls.ts';
import { cancel } from './zh-hans/cancel.ts';
import { cli } from './zh-hans/cli.ts';
import { codeTables } from './zh-hans/code-tables.ts';
import { commands } from './zh-hans/commands.ts';
import { diagnosis } from './zh-hans/diagnosis.ts';
import { doctor } from './zh-hans/doctor.ts';
import { emulator } from './zh-hans/emulator.ts';
import { errors } from './zh-hans/errors.ts';
import { gateway } from './zh-hans/gateway.ts';
import { helpTopics } from './zh-hans/help-topics.ts';
import { history } from './zh-hans/history.ts';
import { host } from './zh-hans/host.ts';
import { listen } from './zh-hans/listen.ts';
import { lookup } from './zh-hans/lookup.ts';
import { merchant } from './zh-hans/merchant.ts';
import { notify } from './zh-hans/notify.ts';
import { pay } from './zh-hans/pay.ts';
import { payment } from './zh-hans/payment.ts';
import { paymentReport } from './zh-hans/payment-report.ts';
import { profile } from './zh-hans/profile.ts';
import { query } from './zh-hans/query.ts';
import { reading } from './zh-hans/reading.ts';
import { refund } from './zh-hans/refund.ts';
import { refundBatch } from './zh-hans/refund-batch.ts';
import { refundList } from './zh-hans/refund-list.ts';
import { refundRules } from './zh-hans/refund-rules.ts';
import { report } from './zh-hans/report.ts';
import { sign } from './zh-hans/sign.ts';
import { tables } from './zh-hans/tables.ts';
import { transaction } from './zh-hans/transaction.ts';
import { verify } from './zh-hans/verify.ts';

/** A file for each room that says something; a text is in one of them only. */
export const zhHans: Catalogue = {
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
