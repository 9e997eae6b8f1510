import type { Catalogue } from '../t.ts';
import { calls } from './calls.ts';
import { cards } from './cards.ts';
import { cli, codeTables, commands, errors, helpTopics, report, tables } from './cli.ts';
import { day } from './day.ts';
import { emulator, listen, notify } from './emulator.ts';
import { holds } from './holds.ts';
import { doctor, gateway, host, merchant, profile } from './merchant.ts';
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
} from './money.ts';
import { diagnosis, reading, sign, verify } from './signatures.ts';

/** A file for each room that says something; a text is in one of them only. */
export const texts: Catalogue = {
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
  ...holds,
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
