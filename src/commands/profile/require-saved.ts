import type { Profiles } from '../../merchant/profile-file.ts';
import { requireProfile } from '../../merchant/profiles.ts';

/** @throws ConfigError for a name that is not saved, with those that it may be a typing error of */
export function requireSaved(saved: Profiles, name: string): void {
  requireProfile(saved, name, 'profile');
}
