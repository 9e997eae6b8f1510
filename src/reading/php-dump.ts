import { t } from '../language/t.ts';
import type { Parameter } from '../signature/canonical-text.ts';
import type { Notation, ReadParameters } from './read-parameters.ts';
import { decodeLossy } from './utf8.ts';

/** What PHP's `print_r` and `var_dump` print for an array; nested ones are left out, and said. */
export function phpDump(): Notation {
  return {
    name: 'php',
    title: t`a PHP array as print_r or var_dump shows it`,
    fits: (text) => /^\s*(?:Array\s*\(\s*\[|array\(\d+\)\s*\{)/.test(text),
    read: (text) => (/^\s*Array/.test(text) ? printR(text) : varDump(text)),
  };
}

const printed = /^\s*\[(?<name>[^\]]+)\] => (?<value>.*)$/;

/** A value of several lines goes on in lines that are no member. */
function printR(text: string): ReadParameters {
  const parameters: [string, string][] = [];
  const nested: string[] = [];
  let depth = 0;
  for (const line of text.split(/\r?\n/)) {
    if (/^\s*\)\s*$/.test(line)) depth--;
    const { name, value = '' } = printed.exec(line)?.groups ?? {};
    if (name !== undefined && depth === 1 && value === 'Array') nested.push(name);
    else if (name !== undefined && depth === 1) parameters.push([name, value]);
    else if (depth === 1 && line.trim() !== '' && parameters.length > 0 && !/^\s*[()]/.test(line))
      continued(parameters, line);
    if (/^\s*\(\s*$/.test(line)) depth++;
  }
  return dump(parameters, nested, [t`print_r shows no types: an empty value may have been null or false`]);
}

function continued(parameters: [string, string][], line: string): void {
  const last = parameters.at(-1);
  if (last) last[1] += `\n${line}`;
}

const member =
  /\s*\["?(?<name>[^"\]]+)"?\]=>\s*(?:string\((?<length>\d+)\) "|(?<scalar>int|float|bool|enum)\((?<value>[^)]*)\)|(?<none>NULL)|(?<nested>array|object)[^{]*\{)/y;

/** Strings are as long as they say, in bytes, whatever stands in them. */
function varDump(text: string): ReadParameters {
  const bytes = Buffer.from(text, 'utf8').toString('latin1');
  const parameters: [string, string][] = [];
  const nested: string[] = [];
  let at = bytes.indexOf('{') + 1;
  for (;;) {
    member.lastIndex = at;
    const found = member.exec(bytes)?.groups;
    if (!found) break;
    const { name = '', length, value = '', nested: is_nested } = found;
    at = member.lastIndex;
    if (is_nested !== undefined) {
      nested.push(utf8(name));
      break;
    }
    parameters.push([utf8(name), utf8(length === undefined ? value : bytes.slice(at, at + Number(length)))]);
    if (length !== undefined) at += Number(length) + 1;
  }
  return dump(parameters, nested, []);
}

function utf8(bytes: string): string {
  return decodeLossy(Buffer.from(bytes, 'latin1'));
}

function dump(parameters: readonly Parameter[], nested: readonly string[], notes: readonly string[]): ReadParameters {
  const rule = t`must be a plain value: the dump has an array there`;
  const faults = nested.map((field) => ({ field, rule }));
  const none = { field: 'input', rule: t`must have a member that can be read` };
  return { parameters, notes, faults: parameters.length + faults.length > 0 ? faults : [none] };
}
