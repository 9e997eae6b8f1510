/** What QFPay wants to hear, with HTTP 200; after anything else it sends the notification again. */
export const acknowledgement = 'SUCCESS';

export interface EndpointAnswer {
  readonly status: number;
  readonly body: Uint8Array | string;
}

/** Line ends and spaces about the word are let pass: whether QFPay minds them is not known, and many frameworks add one. */
export function isAcknowledged({ status, body }: EndpointAnswer): boolean {
  return status === 200 && Buffer.from(body).toString('utf8').trim() === acknowledgement;
}
