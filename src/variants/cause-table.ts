import type { CauseRule } from './deviation.ts';
import { bodyRules } from './rules/body-rules.ts';
import { changeRules } from './rules/change-rules.ts';
import { characterRules, textEndRules } from './rules/character-rules.ts';
import { duplicateRules } from './rules/duplicate-rules.ts';
import { encodingRules } from './rules/encoding-rules.ts';
import { escapeRules } from './rules/escape-rules.ts';
import { hashRules } from './rules/hash-rules.ts';
import { joiningRules } from './rules/joining-rules.ts';
import { alteredKeyRules, keyRules } from './rules/key-rules.ts';
import { orderRules } from './rules/order-rules.ts';
import { parameterRules } from './rules/parameter-rules.ts';
import { printingRules } from './rules/printing-rules.ts';
import { selectionRules } from './rules/selection-rules.ts';
import { valueRules } from './rules/value-rules.ts';

/** Every cause that is looked for, the simplest first; of those that are alike, what costs least. A new one is one entry in one of these, and a line in `seen.ts`. */
export const causeTable: readonly CauseRule[] = [
  ...keyRules,
  ...textEndRules,
  ...bodyRules,
  ...orderRules,
  ...selectionRules,
  ...duplicateRules,
  ...hashRules,
  ...alteredKeyRules,
  ...valueRules,
  ...printingRules,
  ...parameterRules,
  ...changeRules,
  ...joiningRules,
  ...encodingRules,
  ...escapeRules,
  ...characterRules,
];
