import { prepareRequest } from '../../src/gateway/create-gateway.ts';
import type { Answer, Gateway } from '../../src/gateway/gateway.ts';
import type { Settings } from '../../src/merchant/merchant.ts';
import { ClientKey } from '../../src/signature/client-key.ts';
import type { Parameter } from '../../src/signature/sign.ts';
import { queryAnswer } from '../lookup/fake-books.ts';
import { testAppCode, testKeys } from '../support/keys.ts';

export const scriptedSettings: Settings = {
  env: 'sandbox',
  base_url: 'https://gateway.example',
  merchant: { app_code: testAppCode, client_key: new ClientKey(testKeys.sandbox) },
  sign_type: 'SHA256',
  timezone: 'Asia/Hong_Kong',
  timeout_ms: 30_000,
  lang: 'en',
  verbose: false,
  warnings: [],
  sources: {},
};

export type Turn = Answer | Error;

export interface Script {
  /** What a call that moves money gives, by its endpoint; an error is thrown. */
  readonly calls?: Readonly<Record<string, Turn>>;
  /** What each query gives, in order; the last one goes on. */
  readonly queries?: readonly Turn[];
  readonly onCall?: () => void;
  readonly settings?: Partial<Settings>;
}

/** A gateway that plays a script and keeps what it was sent. */
export function scriptedGateway({ calls = {}, queries = [], onCall = () => {}, settings = {} }: Script) {
  const sent: { name: string; parameters: Record<string, string> }[] = [];
  const left = [...queries];
  const own = { ...scriptedSettings, ...settings };
  const gateway: Gateway = {
    settings: own,
    prepare: (endpoint, parameters) => prepareRequest(own, endpoint, parameters),
    async send({ name }, parameters: readonly Parameter[]) {
      sent.push({ name, parameters: Object.fromEntries(parameters) });
      if (name !== 'query') onCall();
      const next = name === 'query' ? ((left.length > 1 ? left.shift() : left[0]) ?? queryAnswer([])) : calls[name];
      if (next === undefined) throw new Error(`the script has no answer for ${name}`);
      if (next instanceof Error) throw next;
      return next;
    },
  };
  return { gateway, session: { settings: own, gateway }, sent, names: () => sent.map(({ name }) => name) };
}
