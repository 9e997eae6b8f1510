import { type DocumentedEndpoint, endpointTable, findEndpoint } from '../catalog/endpoint-table.ts';
import type { Fault } from '../errors.ts';
import { didYouMean } from '../language/near-names.ts';
import { t } from '../language/t.ts';
import { hasCardNumber, isCardPath } from './card-data.ts';

/** Which call is meant: one of the table, or a path that the table does not know. */
export interface CallTarget {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  /** Undefined for a path that the table does not know. */
  readonly endpoint: DocumentedEndpoint | undefined;
}

export interface ReadTarget {
  /** Undefined where the faults say why. */
  readonly target: CallTarget | undefined;
  readonly faults: readonly Fault[];
  /** The words behind it. */
  readonly rest: readonly string[];
}

const methods = ['GET', 'POST'] as const;
const otherMethods = /^(PUT|DELETE|PATCH|HEAD|OPTIONS|TRACE|CONNECT)$/i;

/**
 * Reads `METHOD path|name` off the words of a command line. Where the table knows the call, the method may be left out.
 * @param is_forced take the method that is said, where sources differ about it
 */
export function readTarget(words: readonly string[], is_forced = false): ReadTarget {
  const [first = '', second] = words;
  const said = methods.find((method) => method === first.toUpperCase());
  const isMethod = said !== undefined || otherMethods.test(first);
  const named = isMethod ? second : first;
  const rest = words.slice(isMethod ? 2 : 1);
  const wrong: Fault[] =
    isMethod && said === undefined ? [{ field: 'METHOD', value: first, rule: t`must be GET or POST` }] : [];
  if (named === undefined || named === '' || (named.includes('=') && !named.startsWith('/'))) {
    return { target: undefined, rest, faults: [...wrong, missingTarget(isMethod)] };
  }
  const endpoint = findEndpoint(named);
  if (endpoint) return knownTarget(endpoint, said, { is_forced, wrong, rest });
  const pathFaults = named.startsWith('/') ? faultsOfPath(named) : [unknownName(named)];
  const missing = !isMethod && pathFaults.length === 0 ? [missingMethod(named)] : [];
  const faults = [...wrong, ...pathFaults, ...missing];
  const target = faults.length === 0 && said ? { method: said, path: named, endpoint: undefined } : undefined;
  return { target, faults, rest };
}

function knownTarget(
  endpoint: DocumentedEndpoint,
  said: CallTarget['method'] | undefined,
  read: { readonly is_forced: boolean; readonly wrong: readonly Fault[]; readonly rest: readonly string[] },
): ReadTarget {
  const { method, other_method, path, name } = endpoint;
  const { is_forced, wrong, rest } = read;
  const isOther = said !== undefined && said !== method;
  const isTaken = !isOther || (is_forced && said === other_method);
  const rule = t`must be ${method} for ${name}`;
  const next = other_method === said ? t`--force-method sends ${said}: sources differ` : undefined;
  const faults = isTaken ? [] : [{ field: 'METHOD', value: said ?? '', rule, ...(next === undefined ? {} : { next }) }];
  return {
    target: { method: isTaken ? (said ?? method) : method, path, endpoint },
    faults: [...wrong, ...faults],
    rest,
  };
}

function missingTarget(isMethod: boolean): Fault {
  const rule = isMethod ? t`must follow the method` : t`must be said: which call`;
  return { field: 'path', rule, next: t`such as POST /trade/v1/query, or a name such as customer_create` };
}

function missingMethod(path: string): Fault {
  return { field: 'METHOD', rule: t`must be said for a path that is in no document`, next: `qfpay api POST ${path}` };
}

/** That a path is none because Git Bash changed it, which people do not see. */
export function convertedPathFault(field: string, value: string): Fault | undefined {
  const meant = convertedPath(value);
  if (meant === undefined) return undefined;
  const rule = t`is a path of Windows: Git Bash made it of ${meant}`;
  return { field, value, rule, next: t`set MSYS_NO_PATHCONV=1 before the command, or name the call` };
}

/** Git Bash takes a word that begins with / for a file of its own, and puts its folder in front. */
export function convertedPath(value: string): string | undefined {
  return /^[A-Za-z]:[\\/].*?(?:Git|msys\d*|mingw\d*|cygwin\d*)(?=[\\/])(?:[\\/](?:usr|mingw\d*))?([\\/].*)$/i
    .exec(value)?.[1]
    ?.replaceAll('\\', '/');
}

function unknownName(value: string): Fault {
  const names = endpointTable.map(({ name }) => name);
  const converted = convertedPathFault('path', value);
  if (converted) return converted;
  const rule = t`must be the name of a documented call, or a path that begins with /`;
  return { field: 'path', value, rule, ...didYouMean(value, names) };
}

/** One spelling for each path, so that no other spelling goes round the rules of a known call; and no host, and no query. */
function faultsOfPath(path: string): Fault[] {
  const fault = (rule: string, next?: string): Fault[] => [
    { field: 'path', value: path, rule, ...(next === undefined ? {} : { next }) },
  ];
  if (/[?#]/.test(path)) return fault(t`must have no query`, t`give its parameters as name=value`);
  if (!/^(\/[\w.~-]+)+$/.test(path) || /\/\.\.?(\/|$)/.test(path))
    return fault(t`must be plain: letters, digits and . _ ~ - between single slashes`);
  if (isCardPath(path)) return fault(t`takes card numbers: the tool takes no card data`);
  if (hasCardNumber(path)) return [{ field: 'path', rule: t`must not hold a card number` }];
  const meant = endpointTable.find((each) => each.path.toLowerCase() === path.toLowerCase());
  return meant ? fault(t`must be ${meant.path}`) : [];
}
