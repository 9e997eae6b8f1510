import type { Files } from '../context/files.ts';
import type { Fault } from '../errors.ts';
import { t } from '../language/t.ts';

/**
 * What forbids writing a case file there. Unlike a QR code it may be named like something that took an hour to write, so nothing
 * is replaced; an empty file, as mktemp makes it, is filled.
 */
export function reportFileFault(path: string, files: Pick<Files, 'writeFault' | 'hasFolder'>): Fault | undefined {
  const fault = { field: '--report', value: path };
  if (path === '') return { ...fault, rule: t`must name a file` };
  if (path.endsWith('/') || !files.hasFolder(path))
    return { ...fault, rule: t`must name a file in a folder that is there` };
  const found = files.writeFault(path, 'nothing');
  return found === undefined ? undefined : { ...fault, rule: t`must name a new file: ${found}` };
}

/**
 * For its owner only: what is masked is not secret, but a case belongs to nobody else yet.
 * @throws ConfigError it cannot be written
 */
export function writeReportFile(path: string, text: string, files: Pick<Files, 'write'>): void {
  files.write(path, text, 0o600, 'nothing');
}
