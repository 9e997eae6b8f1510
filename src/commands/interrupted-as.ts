import { CancelledError } from '../errors.ts';

/** Asks, and says what Ctrl-C meant: that nothing was done with the answers. */
export async function interruptedAs<T>(said: string, ask: () => Promise<T>): Promise<T> {
  try {
    return await ask();
  } catch (error) {
    if (error instanceof CancelledError) throw new CancelledError(said);
    throw error;
  }
}
