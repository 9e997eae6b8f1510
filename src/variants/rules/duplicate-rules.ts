import { isSigned, type Parameter } from '../../signature/canonical-text.ts';
import { added, type CauseRule, type Deviation } from '../deviation.ts';
import type { SignatureCase } from '../signature-case.ts';

/** Several with the same name made one, or one made two. */
function* duplicateParam(signed: SignatureCase): Iterable<Deviation> {
  for (const [name, values] of valuesByName(signed)) {
    if (values.length > 1) yield* mergedOccurrences(name, values);
    else yield added(name, values[0] ?? '', { id: 'signed-twice', values: { name } });
  }
}

function valuesByName({ parameters, is_checkout }: SignatureCase): Map<string, string[]> {
  const found = new Map<string, string[]>();
  for (const parameter of parameters) {
    const [name, value] = parameter;
    if (!isSigned(parameter, is_checkout)) continue;
    const values = found.get(name);
    if (values) values.push(value);
    else found.set(name, [value]);
  }
  return found;
}

function* mergedOccurrences(name: string, values: readonly string[]): Iterable<Deviation> {
  const merged: [string, string][] = [
    ['signed-first', values[0] ?? ''],
    ['signed-last', values.at(-1) ?? ''],
    ...[',', ', ', '', ';', '&', ' '].map((text): [string, string] => ['signed-joined', values.join(text)]),
  ];
  for (const [id, value] of merged) yield only(name, value, id as 'signed-first' | 'signed-last' | 'signed-joined');
  yield {
    step: 'parameter',
    name,
    evidence: { id: 'signed-reversed', values: { name } },
    apply: (recipe) => ({ ...recipe, parameters: reversed(recipe.parameters, name) }),
  };
}

function only(name: string, value: string, id: 'signed-first' | 'signed-last' | 'signed-joined'): Deviation {
  const rest = (given: readonly Parameter[]) => given.filter(([known]) => known !== name);
  return {
    step: 'parameter',
    name,
    evidence: { id, values: { name } },
    apply: (recipe) => ({ ...recipe, parameters: [...rest(recipe.parameters), [name, value]] }),
  };
}

function reversed(parameters: readonly Parameter[], name: string): Parameter[] {
  const values = parameters.filter(([known]) => known === name).reverse();
  return parameters.map((parameter) => (parameter[0] === name ? (values.shift() ?? parameter) : parameter));
}

export const duplicateRules: readonly CauseRule[] = [
  { id: 'duplicate-param', family: 'selection', deviations: duplicateParam },
];
