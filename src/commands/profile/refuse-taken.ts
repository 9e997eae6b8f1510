import { UsageError } from '../../errors.ts';
import { t } from '../../language/t.ts';
import type { Profiles } from '../../merchant/profile-file.ts';
import { isSaved } from '../../merchant/profiles.ts';

/** @throws UsageError a profile of that name is saved, and nobody said that it is to be replaced */
export function refuseTaken(saved: Profiles, name: string, { force }: { readonly force?: boolean | undefined }): void {
  if (!isSaved(saved, name) || force) return;
  throw new UsageError(t`the profile ${name} is there already`, {
    hint: t`add --force to replace it`,
    details: [{ field: 'name', value: name, rule: t`must be a new one` }],
  });
}
