import type { DocumentedEndpoint, EndpointParameter } from '../catalog/endpoint-table.ts';
import { t } from '../language/t.ts';
import { formRule } from './check-call.ts';

/** What a call of the table does, for `--help`, completion and docs/endpoints.md; `note` is what has to be known before. */
export interface EndpointWords {
  readonly says: string;
  readonly note?: string;
}

/** Undefined for a name that is not in the table. */
export function endpointWords(name: string): EndpointWords | undefined {
  const words = allWords();
  return Object.hasOwn(words, name) ? words[name] : undefined;
}

function allWords(): Readonly<Record<string, EndpointWords>> {
  return { ...tradeWords(), ...cardWords(), ...recurringWords(), ...customsWords() };
}

function tradeWords(): Readonly<Record<string, EndpointWords>> {
  return {
    payment: { says: t`makes a payment`, note: t`goes the way of qfpay pay` },
    query: { says: t`looks transactions up by number or time` },
    refund: { says: t`gives a payment back`, note: t`goes the way of qfpay refund` },
    reversal: { says: t`drops an unfinished payment, voids a card payment`, note: t`goes the way of qfpay reverse` },
    close: {
      says: t`ends an order that nobody has paid`,
      note: t`goes the way of qfpay close; older documents and clients send a POST`,
    },
    add_note: { says: t`puts a note beside a transaction in the portal`, note: t`for merchants without mchid only` },
    capture: {
      says: t`takes money that a pre-authorisation holds`,
      note: t`several captures may share one hold; it lapses after 7 days (hotels and rentals: 28)`,
    },
    unfreeze: {
      says: t`releases what is left of a hold, once`,
      note: t`nothing can be captured afterwards; out_trade_no is the one of the hold`,
    },
    trade_bill: {
      says: t`fetches the statement of a day, a zip file`,
      note: t`production only; what is in the zip is not documented`,
    },
  };
}

function cardWords(): Readonly<Record<string, EndpointWords>> {
  return {
    create_payment_intent: {
      says: t`prepares a payment for the Element SDK`,
      note: t`valid for 2 years in prod, for 7 days in sandbox`,
    },
    create_token_intent: { says: t`prepares the saving of a card`, note: t`from a page of 2025 that is gone today` },
    token_query: {
      says: t`looks up the saved cards of a customer`,
      note: t`the documents name more filters, without their parameters`,
    },
    wechat_oauth_code: {
      says: t`makes the link that asks a payer in WeChat for a code`,
      note: t`the payer's browser opens it inside WeChat: --dry-run shows the link; the answer is a redirect`,
    },
    wechat_openid: { says: t`changes that code for the payer's openid`, note: t`a code is good once` },
  };
}

function recurringWords(): Readonly<Record<string, EndpointWords>> {
  return {
    customer_create: { says: t`makes a customer` },
    customer_update: { says: t`changes a customer` },
    customer_query: { says: t`lists customers` },
    customer_delete: { says: t`deletes a customer`, note: t`cannot be undone` },
    product_create: {
      says: t`makes a product that is paid for again and again`,
      note: t`minutes and hours are intervals of the sandbox only`,
    },
    product_update: { says: t`changes a product's name or description` },
    product_query: { says: t`lists products` },
    product_delete: { says: t`deletes a product`, note: t`only one that no subscription has` },
    subscription_create: {
      says: t`subscribes a customer to products`,
      note: t`the first charge may follow at once: it is treated as moving money`,
    },
    subscription_update: { says: t`changes a subscription` },
    subscription_query: { says: t`lists subscriptions` },
    subscription_cancel: { says: t`ends a subscription at once` },
    subscription_charge: {
      says: t`charges a subscription whose last charge failed`,
      note: t`in the states UNPAID, INCOMPLETE and PAST_DUE only; after the next billing time it cancels the subscription`,
    },
    subscription_orders: { says: t`lists the charges of a subscription` },
  };
}

function customsWords(): Readonly<Record<string, EndpointWords>> {
  return {
    customs_declare: {
      says: t`declares a paid order to customs`,
      note: t`a part of an order needs sub_order_no, fee_type and its three fees`,
    },
    customs_query: { says: t`asks what became of a declaration` },
    customs_redeclare: { says: t`declares an order again` },
  };
}

/** What `--help` says of one call: what it does, and what is done with it. */
export function callHelp({ name, method, path, moves_money, may_repeat }: DocumentedEndpoint): string {
  const { says = '', note } = endpointWords(name) ?? {};
  const fate = moves_money
    ? t`It moves money, or may: it is written down first, asked for in prod, and never repeated blindly.`
    : may_repeat
      ? t`It may be repeated.`
      : t`It is sent once: the same call is refused while nobody knows what became of it.`;
  return `${name}  ${method} ${path}\n${note === undefined ? says : t`${says} (${note})`}\n${fate}`;
}

/** What a call takes, each with what it has to be. */
export function callParameters({ parameters }: DocumentedEndpoint): (readonly [name: string, rule: string])[] {
  return parameters.map((each) => [each.name, parameterRule(each)]);
}

/** Such as `required; must be one number without comma or space; at most 40 characters`. */
export function parameterRule({ form, max, most, required, filled, values, only_with }: EndpointParameter): string {
  return [
    ...(required && !filled ? [t`required`] : []),
    ...(filled ? [t`made or looked up where it is not given`] : []),
    values ? t`must be ${values.join(t` or `)}` : formRule(form),
    ...(max === undefined ? [] : [t`at most ${max} characters`]),
    ...(most === undefined ? [] : [t`at most ${most}`]),
    ...(only_with ? [t`goes with ${only_with.join('=')} only`] : []),
  ].reduce((said, rule) => t`${said}; ${rule}`);
}
