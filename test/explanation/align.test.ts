import { expect, test } from 'vitest';
import { type Aligned, alignStrings } from '../../src/explanation/align.ts';

/** Each part in a line: `= same`, `- signed`, `+ right`, what differs in brackets. */
function drawn(aligned: readonly Aligned[]): string[] {
  return aligned.flatMap((part) => {
    if ('same' in part) return [`= ${part.same}`];
    return [...(part.signed ? [`- ${marked(part.signed)}`] : []), ...(part.right ? [`+ ${marked(part.right)}`] : [])];
  });
}

function marked({ text, start, end }: { text: string; start: number; end: number }): string {
  return `${text.slice(0, start)}[${text.slice(start, end)}]${text.slice(end)}`;
}

const key = '<key 3f9a61c2>';

test.each([
  ['a value that differs', `a=1&b=2${key}`, `a=1&b=3${key}`, ['= a=1', '- &b=[2]', '+ &b=[3]', `= ${key}`]],
  ['one that was signed too much', `a=1&b=&c=3${key}`, `a=1&c=3${key}`, ['= a=1', '- [&b=]', `= &c=3${key}`]],
  ['one that was not signed', `a=1&c=3${key}`, `a=1&b=2&c=3${key}`, ['= a=1', '+ [&b=2]', `= &c=3${key}`]],
  ['the first that is missing', `b=2${key}`, `a=1&b=2${key}`, ['- []b=2', '+ [&]b=2', '+ [a=1]', `= ${key}`]],
  [
    'one that was moved',
    `a=1&c=3&b=2${key}`,
    `a=1&b=2&c=3${key}`,
    ['= a=1', '- [&c=3]', '= &b=2', '+ [&c=3]', `= ${key}`],
  ],
  ['text before the key', `a=1&key=${key}`, `a=1${key}`, ['= a=1', '- [&key=]', `= ${key}`]],
  ['a line end', `a=1${key}\n`, `a=1${key}`, ['= a=1', `- ${key}[\\n]`, `+ ${key}[]`]],
  ['a space that cannot be told from another', 'a=b\u00a0c', 'a=b c', ['- a=b[\\u00a0]c', '+ a=b[ ]c']],
  ['nothing', `a=1${key}`, `a=1${key}`, [`= a=1${key}`]],
])('shows %s', (_what, signed, right, expected) => {
  expect(drawn(alignStrings(signed, right))).toEqual(expected);
});

test('cuts a long value around what differs in its middle, and says so', () => {
  const [first, second] = ['a'.repeat(500), 'b'.repeat(500)];
  const [part] = alignStrings(`g=${first}X${second}`, `g=${first}YZ${second}`);
  expect(drawn(part ? [part] : [])).toEqual([
    `- …${'a'.repeat(60)}[X]${'b'.repeat(60)}…`,
    `+ …${'a'.repeat(60)}[YZ]${'b'.repeat(60)}…`,
  ]);
});

test('marks a whole character where only half of its two units differs', () => {
  const [part] = alignStrings('g=\u{1F375}', 'g=\u{1F376}');
  expect(drawn(part ? [part] : [])).toEqual(['- g=[\u{1F375}]', '+ g=[\u{1F376}]']);
});

test('counts the parameters that are the same', () => {
  expect(alignStrings('a=1&b=2&c=3', 'a=1&b=2&c=4')[0]).toEqual({ same: 'a=1&b=2', parameters: 2 });
});

test('both texts can be put together again from what is shown', () => {
  const [signed, right] = ['z=1&a=2&m=3&b=4', 'a=2&b=5&m=3&z=1'];
  const aligned = alignStrings(signed, right);
  const side = (name: 'signed' | 'right') =>
    aligned.map((part) => ('same' in part ? part.same : (part[name]?.text ?? ''))).join('');
  expect(side('right').split('&').sort()).toEqual(right.split('&').sort());
  expect([...side('signed').replaceAll('&', '')].sort()).toEqual([...signed.replaceAll('&', '')].sort());
});

test('twenty thousand parameters in another order are aligned in a second', () => {
  const names = Array.from({ length: 20_000 }, (_, place) => `p${(place * 7_919) % 20_000}=1`);
  const before = process.cpuUsage();
  expect(alignStrings(names.join('&'), [...names].sort().join('&')).length).toBeGreaterThan(0);
  expect(process.cpuUsage(before).user / 1_000_000).toBeLessThan(1.5);
});
