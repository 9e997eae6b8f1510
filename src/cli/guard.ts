import type { Context } from '../context.ts';
import { secretsOfFile, secretsOfProfiles, secretsOfVariables } from '../merchant/known-keys.ts';
import { createSecrets } from '../signature/secrets.ts';

/**
 * The world with a registry of its secrets, and its doors watched by it: what is printed, and what is added to a file (history,
 * journals, the log). Not files that are written whole, some of which are for keys: who writes one masks it.
 */
export function guarded(context: Context, argv: readonly string[]): Context {
  const { io, files } = context;
  const secrets = createSecrets({
    inUse: () => secretsOfVariables(context),
    // A command line that cannot be meant is told before anybody has read the file that it names.
    saved: () => [...secretsOfProfiles(context), ...keyFilesOf(argv).flatMap((path) => secretsOfFile(path, context))],
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

/** What `--key-file` names, wherever it stands. */
function keyFilesOf(argv: readonly string[]): string[] {
  const flag = '--key-file';
  return argv.flatMap((word, at) => {
    if (word.startsWith(`${flag}=`)) return [word.slice(flag.length + 1)];
    return word === flag ? argv.slice(at + 1, at + 2) : [];
  });
}
