/** What `import { … } from "qfpay"` gives. Nothing of the command line is loaded, and nothing at all but what is used. */
export type { EnvName } from '../catalog/endpoints.ts';
export type { Outcome } from '../diagnosis/outcome.ts';
export {
  CancelledError,
  ConfigError,
  DeclinedError,
  type ErrorFacts,
  type Fault,
  NetworkError,
  QfpayError,
  RateLimitedError,
  SignatureError,
  UnknownOutcomeError,
  UsageError,
} from '../errors.ts';
export type { ReportDocument } from '../report/document.ts';
export type { SignType } from '../signature/sign.ts';
export type { Scheme } from '../signature/verify.ts';
export type { Transaction } from '../transaction/transaction.ts';
export { QfpayClient } from './client.ts';
export type * from './client-types.ts';
export type { CallAnswers, CallParameters } from './endpoint-types.ts';
export {
  explainSignature,
  type ParameterValue,
  type ReceivedHeaders,
  type ReceivedMessage,
  type SignatureQuestion,
  type SignedParameters,
  sign,
  type VerifiedNotification,
  type VerifiedResponse,
  verifyNotification,
  verifyResponse,
} from './signing.ts';
