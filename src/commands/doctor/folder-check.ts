import type { Context } from '../../context.ts';
import { ConfigError } from '../../errors.ts';
import { t } from '../../language/t.ts';
import { folderHint } from '../../merchant/folders.ts';

/** @throws ConfigError nothing could be kept there: without its history no call that moves money is made */
export function requireFolder(folder: string, context: Context): void {
  const fault = context.files.folderFault(folder);
  if (fault !== undefined) throw new ConfigError(t`${folder} can hold no files: ${fault}`, folderHint(folder, context));
}
