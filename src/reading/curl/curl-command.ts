import { t } from '../../language/t.ts';
import { findAnswer } from '../answered.ts';
import { cutNotes } from '../excerpt.ts';
import { headerRecord, type Message } from '../message.ts';
import { decodeLossy } from '../utf8.ts';
import { cmdWords } from './cmd-words.ts';
import { powershellWords } from './powershell-words.ts';
import { readOptions } from './read-options.ts';
import { type CurlRequest, curlRequest } from './request.ts';
import { posixWords, type ShellWords } from './shell-words.ts';

const start = /^\s*(?:[$>#%]\s+|PS [^>\n]{0,200}>\s*|[A-Za-z]:\\[^>\n]{0,200}>\s*)?(?=["']?curl(?:\.exe)?["']?\s)/;

/** A curl command as people, browsers and Postman write it; undefined for anything else. */
export function readCurlCommand(bytes: Uint8Array): Message | undefined {
  const text = Buffer.from(bytes)
    .toString('latin1')
    .replace(/^\xEF\xBB\xBF/, '');
  const before = start.exec(text);
  if (!before) return undefined;
  const { shell, split } = dialectOf(text);
  const { words, notes, behind } = split(text.slice(before[0].length));
  const request = curlRequest(readOptions(words));
  const { headers, url, data = '', faults } = request;
  return {
    direction: 'request',
    title: t`a curl command (${shell})`,
    target: asText(url),
    headers: headerRecord(headers.map(([name, value]) => [asText(name), asText(value)])),
    body: Buffer.from(data, 'latin1'),
    ...(request.multipart.length > 0 ? { fields: multipartFields(request) } : {}),
    notes: [...notes, ...request.notes, ...cutNotes('', asText(behind))],
    faults,
    answered: findAnswer(asText(behind)),
  };
}

interface Dialect {
  readonly shell: string;
  readonly split: (text: string) => ShellWords;
}

/** The way a line goes on tells the shell; a caret before a quote is how browsers write for cmd.exe. */
function dialectOf(text: string): Dialect {
  if (/\s\^"|\s\^\r?\n/.test(text)) return { shell: t`Windows cmd`, split: cmdWords };
  if (/[^\S\n]`\r?\n/.test(text)) return { shell: 'PowerShell', split: powershellWords };
  return { shell: t`POSIX shell`, split: posixWords };
}

function multipartFields({ multipart }: CurlRequest) {
  const parameters = multipart.map(([name, value]): [string, string] => [asText(name), asText(value)]);
  return { parameters, notes: [], faults: [] };
}

function asText(bytes: string): string {
  return decodeLossy(Buffer.from(bytes, 'latin1'));
}
