import type { Bug } from './bug.ts';
import { bodyBugs } from './bugs/body-bugs.ts';
import { changeBugs } from './bugs/change-bugs.ts';
import { digestBugs } from './bugs/digest-bugs.ts';
import { encodingBugs } from './bugs/encoding-bugs.ts';
import { keyBugs } from './bugs/key-bugs.ts';
import { orderBugs } from './bugs/order-bugs.ts';
import { printBugs } from './bugs/print-bugs.ts';
import { selectionBugs } from './bugs/selection-bugs.ts';

/** Every mistake, in the order in which a program makes them: what is signed, how it is printed, encoded, hashed. */
export const bugs: readonly Bug[] = [
  ...selectionBugs,
  ...changeBugs,
  ...printBugs,
  ...bodyBugs,
  ...orderBugs,
  ...encodingBugs,
  ...keyBugs,
  ...digestBugs,
];
