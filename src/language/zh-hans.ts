import type { Catalogue } from './t.ts';
import { calls } from './zh-hans/calls.ts';
import { cards } from './zh-hans/cards.ts';
import { cli, codeTables, commands, errors, helpTopics, report, tables } from './zh-hans/cli.ts';
import { day } from './zh-hans/day.ts';
import { emulator, listen, notify } from './zh-hans/emulator.ts';
import { doctor, gateway, host, merchant, profile } from './zh-hans/merchant.ts';
import {
  cancel,
  history,
  lookup,
  pay,
  payment,
  paymentReport,
  query,
  refund,
  refundBatch,
  refundList,
  refundRules,
  transaction,
} from './zh-hans/money.ts';
import { diagnosis, reading, sign, verify } from './zh-hans/signatures.ts';

/** A file for each room that says something; a text is in one of them only. */
export const zhHans: Catalogue = {
  ...cancel,
  ...calls,
  ...cards,
  ...cli,
  ...codeTables,
  ...commands,
  ...day,
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
