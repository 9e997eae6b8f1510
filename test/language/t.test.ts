import { describe, expect, test } from 'vitest';
import { speak, t } from '../../src/language/t.ts';

describe('t', () => {
  test('says its English where no language is spoken', () => {
    expect(t`line ${3} of ${'refunds.csv'} is empty`).toBe('line 3 of refunds.csv is empty');
  });

  test("says the language's text, its values where that language wants them", () => {
    speak({ 'line {0} of {1} is empty': '{1} 第 {0} 行是空的' });
    expect(t`line ${3} of ${'refunds.csv'} is empty`).toBe('refunds.csv 第 3 行是空的');
  });

  test('does not read a value as a place of its own', () => {
    speak({ '{0} and {1}': '{0}和{1}' });
    expect(t`${'{1}'} and ${'$&'}`).toBe('{1}和$&');
  });

  test('says its English where the language has no such text', () => {
    speak({ other: '别的' });
    expect(t`plain`).toBe('plain');
  });
});
