import { faultsMessage } from '../../errors.ts';
import { describeFaults } from '../faults/describe-faults.ts';
import { readRules } from '../faults/read-rules.ts';
import { type Act, type AdminOptions, problem, type Said } from './act.ts';

export const listFaults: Act = () => ({ fields: { faults: describeFaults() } });

export const listRules: Act = (_asked, options) => rulesOf(options);

export const addRules: Act = ({ body }, options) => {
  const { rules, faults } = readRules(body, 'rules');
  if (faults.length > 0) return { status: 400, fields: problem(faultsMessage(faults), faults) };
  options.rules.add(rules);
  return rulesOf(options);
};

export const clearRules: Act = (_asked, options) => {
  options.rules.clear();
  return rulesOf(options);
};

/** `fitted`: how many calls a rule was about so far. */
function rulesOf({ rules }: AdminOptions): Said {
  return { fields: { rules: rules.list().map(({ rule, fitted }) => ({ ...rule, fitted })) } };
}
