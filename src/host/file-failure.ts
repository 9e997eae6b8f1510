import { ConfigError, UsageError } from '../errors.ts';
import { t } from '../language/t.ts';

/** By the system's codes, and by those of `files/open-file.ts` for what it has none for. */
function reasons(): Readonly<Record<string, string>> {
  return {
    EACCES: t`permission denied`,
    EPERM: t`permission denied`,
    EROFS: t`the file system is read-only`,
    ENOSPC: t`the disk is full`,
    EDQUOT: t`the disk quota is used up`,
    EISDIR: t`it is a folder`,
    ENOTDIR: t`a part of the path is no folder`,
    EEXIST: t`a part of the path is no folder`,
    ENOENT: t`it is not there`,
    ENAMETOOLONG: t`the name is too long`,
    ELOOP: t`its links lead in a circle`,
    EMFILE: t`too many files are open`,
    ELINK: t`it is a link`,
    ENOTREG: t`it is no regular file`,
    EFOREIGN: t`it belongs to another user`,
    ETAKEN: t`it is there already`,
  };
}

/** A file that somebody named and that cannot be read. */
export function unreadable(path: string, error: unknown): UsageError {
  return new UsageError(t`${path} cannot be read: ${reasonOf(error)}`, { cause: error });
}

/** One of the tool's own files that cannot be read. */
export function unusable(path: string, error: unknown): ConfigError {
  return new ConfigError(t`${path} cannot be read: ${reasonOf(error)}`, { cause: error });
}

/** A file that cannot be written (or locked); what was to be written stands nowhere. */
export function unwritable(path: string, error: unknown, use: 'write' | 'lock' = 'write'): ConfigError {
  const reason = reasonOf(error);
  const told = use === 'lock' ? t`${path} cannot be locked: ${reason}` : t`${path} cannot be written: ${reason}`;
  return new ConfigError(told, { cause: error });
}

/** `ENOENT` and its like; empty for what is no error of the system. */
export function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}

/** Why, in a few words. */
export function reasonOf(error: unknown): string {
  const code = codeOf(error);
  return reasons()[code] ?? (code || String(error));
}
