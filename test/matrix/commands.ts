import type { NetworkFate } from './fates.ts';

/** A command that asks the gateway, and the call that the fate is for. */
export interface MatrixCommand {
  readonly words: readonly string[];
  readonly call: string;
  /** The kind of the entry on the books that it makes; none for a question. */
  readonly makes?: 'payment' | 'refund' | 'close' | 'reversal' | 'capture' | 'unfreeze';
  /** What has to be there before. */
  readonly seed: 'paid' | 'unpaid' | 'waiting' | 'held';
  readonly exits: Readonly<Record<'answered' | 'lost' | 'lost but processed', readonly number[]>>;
}

const question = { answered: [0], lost: [7], 'lost but processed': [7] };
export const matrixCommands: Readonly<Record<string, MatrixCommand>> = {
  pay: {
    ...{ words: ['pay', '--pay-type', 'wechat-cpm', '--auth-code', '134567890123456789', '--txamt', '500'] },
    ...{ call: '/trade/v1/payment', makes: 'payment', seed: 'paid' },
    exits: { answered: [0], lost: [8], 'lost but processed': [0] },
  },
  refund: {
    ...{ words: ['refund', 'SHOP1', '--txamt', '500'], call: '/trade/v1/refund', makes: 'refund', seed: 'paid' },
    exits: { answered: [0], lost: [8], 'lost but processed': [0] },
  },
  reverse: {
    ...{ words: ['reverse', 'SHOP1'], call: '/trade/v1/reversal', makes: 'reversal', seed: 'waiting' },
    exits: { answered: [0], lost: [5, 8], 'lost but processed': [0] },
  },
  close: {
    ...{ words: ['close', 'SHOP1'], call: '/trade/v1/close', makes: 'close', seed: 'unpaid' },
    exits: { answered: [0], lost: [5, 8], 'lost but processed': [0] },
  },
  capture: {
    ...{ words: ['capture', 'SHOP1', '--txamt', '500'], call: '/trade/v1/authtrade', makes: 'capture', seed: 'held' },
    exits: { answered: [0], lost: [8], 'lost but processed': [0] },
  },
  unfreeze: {
    ...{ words: ['unfreeze', 'SHOP1'], call: '/trade/v1/unfreeze', makes: 'unfreeze', seed: 'held' },
    exits: { answered: [0], lost: [8], 'lost but processed': [0] },
  },
  intent: {
    ...{
      words: ['intent', '--pay-type', 'card-online', '--txamt', '500'],
      call: '/payment_element/v1/create_payment_intent',
      seed: 'paid',
    },
    exits: { answered: [0], lost: [8], 'lost but processed': [8] },
  },
  'api customer_create': {
    ...{ words: ['api', 'customer_create', 'name=Chan'], call: '/customer/v1/create', seed: 'paid' },
    exits: { answered: [0], lost: [8], 'lost but processed': [8] },
  },
  query: { words: ['query', 'SHOP1'], call: '/trade/v1/query', seed: 'paid', exits: question },
  report: { words: ['report', '--day', 'today'], call: '/trade/v1/query', seed: 'paid', exits: question },
};

/** The exit statuses that are right for a command whose call had that fate. */
export function allowedExits({ exits }: MatrixCommand, { kind, processes }: NetworkFate): readonly number[] {
  if (kind === 'unmade') return [7];
  if (kind === 'limited') return [9];
  if (kind === 'answered') return exits.answered;
  return processes ? exits['lost but processed'] : exits.lost;
}
