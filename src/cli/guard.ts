import type { Context } from '../context.ts';
import { secretsOfProfiles, secretsOfVariables } from '../merchant/known-keys.ts';
import { createSecrets } from '../signature/secrets.ts';

/**
 * The world with a registry of its secrets, and its doors watched by it: what is printed, and what is added to a file (history,
 * journals, the log). Not files that are written whole, some of which are for keys: who writes one masks it.
 */
export function guarded(context: Context): Context {
  const { io, files } = context;
  const secrets = createSecrets({
    inUse: () => secretsOfVariables(context),
    saved: () => secretsOfProfiles(context),
  });
  return {
    ...context,
    secrets,
    io: {
      ...io,
      out: (text) => io.out(secrets.maskOut(text)),
      err: (text) => io.err(secrets.maskOut(text)),
      flow() {
        const flow = io.flow();
        return { ...flow, write: (text) => flow.write(secrets.maskOut(text)) };
      },
    },
    files: {
      ...files,
      add: (path, text) => files.add(path, secrets.maskOut(text)),
      append: (path, text) => files.append(path, secrets.maskOut(text)),
      appendAside: (path, text) => files.appendAside(path, secrets.maskOut(text)),
    },
  };
}
