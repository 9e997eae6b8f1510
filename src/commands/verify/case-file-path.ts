import type { Context } from '../../context.ts';
import type { Fault } from '../../errors.ts';

/** A file that is there may be somebody's work. */
export function caseFileFaults(path: string | undefined, { files }: Context): Fault[] {
  if (path === undefined) return [];
  const fault = (rule: string, next: string): Fault[] => [{ field: '--report', value: path, rule, next }];
  if (path === '') return fault('must name a file', 'such as --report case.md');
  if (files.facts(path)) return fault('names a file that is there already', 'name another one, or remove it');
  return files.hasFolder(path) ? [] : fault('must be in a folder that is there', 'make the folder first');
}
