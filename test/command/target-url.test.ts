import { expect, test } from 'vitest';
import { targetUrlFault } from '../../src/command/deliver.ts';

test.each([
  ['localhost:3000', 'such as http://localhost:3000'],
  ['shop.example/notify', 'such as http://shop.example/notify'],
  ['ftp://shop.example', undefined],
  ['http://', undefined],
])('what %s could have meant: %s', (text, next) => {
  expect(targetUrlFault('url', text)).toMatchObject({ field: 'url', value: text });
  expect(targetUrlFault('url', text)?.next).toBe(next);
});
