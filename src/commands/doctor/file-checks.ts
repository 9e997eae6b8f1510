import type { Context } from '../../context.ts';
import { t } from '../../language/t.ts';
import {
  dotenvFault,
  dotenvPath,
  linesWithoutValue,
  parseDotenv,
  refusedLines,
  refusedText,
} from '../../merchant/dotenv.ts';
import type { Profiles } from '../../merchant/profile-file.ts';
import { emptyNames, meantVariable, unknownNames } from '../../merchant/unknown-variables.ts';
import { type DoctorCheck, ok, skipped, warning } from '../../report/doctor-check.ts';

/** Whether there is a `.env` here, and what of it is not read. */
export async function dotenvChecks(context: Context): Promise<DoctorCheck[]> {
  const fault = dotenvFault(context);
  if (fault !== undefined) return [warning('.env', fault, t`put a regular file in its place`)];
  const all = await parseDotenv(context);
  const path = dotenvPath(context);
  if (!all) return [skipped('.env', t`there is none, as ${path}`)];
  const names = Object.keys(all);
  const read = Object.keys(context.dotenv ?? {});
  const others = names.filter((name) => !name.startsWith('QFPAY_'));
  const rest = others.length === 0 ? '' : t`; ignored, as their names do not begin with QFPAY_: ${listed(others)}`;
  const found = t`${path}: ${read.length} of ${names.length} variables are read${rest}`;
  const meant = others.flatMap((name) =>
    meantVariable(name) && !/^(KEY|ENV|MODE|URL|HOST)$/i.test(name) ? [name] : [],
  );
  const advice = [
    ...(await refusedLines(context)).map(refusedText),
    ...linesWithoutValue(context).map(({ line, name }) => t`line ${line} has no = after ${name}: it sets nothing`),
    ...meant.map((name) => t`${name} may have to be ${meantVariable(name)}`),
  ];
  return advice.length === 0 ? [ok('.env', found)] : [warning('.env', found, advice.join('; '))];
}

function listed(names: readonly string[]): string {
  const most = 8;
  return names.length > most ? t`${names.slice(0, most).join(', ')} and ${names.length - most} more` : names.join(', ');
}

/** Names that look like ours and are none, and variables that are there but empty. */
export function variableChecks(context: Context, { profiles }: Profiles): DoctorCheck[] {
  const key_variables = [...profiles.values()].flatMap(({ key }) => (key.kind === 'key_env' ? [key.key_env] : []));
  const names = [...Object.keys(context.env), ...Object.keys(context.dotenv ?? {})];
  const unknown = unknownNames([...new Set(names)], key_variables);
  const empty = emptyNames(context);
  if (unknown.length + empty.length === 0)
    return [ok('variables', t`every QFPAY_ variable has a known name and a value`)];
  const found = [
    ...(unknown.length > 0 ? [t`not known, and read by nobody: ${unknown.join(', ')}`] : []),
    ...(empty.length > 0 ? [t`empty, which counts as unset: ${empty.join(', ')}`] : []),
  ];
  return [warning('variables', found.join('; '), nextStep(unknown))];
}

function nextStep(unknown: readonly string[]): string {
  const meant = unknown.flatMap((name) =>
    meantVariable(name) ? [t`did you mean ${meantVariable(name)} for ${name}?`] : [],
  );
  return meant.length > 0 ? meant.join(' ') : t`unset what is not meant; the README lists every variable`;
}
