import { ClientKey } from '../signature/client-key.ts';
import { setCredentialVariables } from './credential-variables.ts';
import type { Variables } from './variables.ts';

/**
 * The last line of defence for what is about to be printed: a text with the fingerprint of each client key that a variable
 * holds, wherever that key stood, as of a key that was typed where something else was meant.
 */
export function maskKnownKeys(text: string, context: Variables): string {
  const keys = setCredentialVariables(context).filter(({ name }) => name.endsWith('_KEY'));
  return keys.reduce((rest, { value }) => new ClientKey(value).mask(rest), text);
}
