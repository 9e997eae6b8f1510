import { words } from './words.ts';

/** The gateway said no. */
export interface Refusal {
  readonly respcd: string;
  readonly resperr: string;
  readonly respmsg: string;
}

/** `respmsg` is the gateway's text for developers: here it names the field and the rule. */
export function refuse(respcd: string, respmsg = ''): Refusal {
  return { respcd, resperr: `${errmsgOf(respcd)}(${respcd})`, respmsg };
}

/** The gateway answers 1108 to a wrong mchid as well, the signature being right; only these words tell. */
export const unknownMchid: Refusal = { respcd: '1108', resperr: 'MCHCODE非法', respmsg: '' };

/** The words of a queried record, which come without the code. */
export function errmsgOf(respcd: string): string {
  return words[respcd] ?? '交易失败';
}
