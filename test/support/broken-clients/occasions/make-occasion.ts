import { Chance } from '../chance.ts';
import { makeBody } from './make-body.ts';
import { type CallName, callNames, makeRequest } from './make-request.ts';
import type { Occasion } from './occasion.ts';
import { mchid } from './parameter-makers.ts';

type Setting = Omit<Occasion, 'kind' | 'parameters' | 'document' | 'body' | 'is_checkout' | 'has_body'>;

/** Nobody promised that a key has letters and digits only. */
function oddKey(chance: Chance): string {
  const odd = chance.shuffled(['&', '#', '$a', '"', "'", '\\', '+', '%41', '/']);
  return odd.map((mark) => chance.hex(3).toUpperCase() + mark).join('') + chance.hex(4);
}

function setting(seed: string, chance: Chance): Setting {
  return {
    app_code: chance.hex(32).toUpperCase(),
    keys: [
      chance.isTrue(0.3) ? oddKey(chance) : chance.hex(32),
      ...Array.from({ length: chance.integer(0, 3) }, () => chance.hex(32).toUpperCase()),
    ],
    mchids: Array.from({ length: chance.integer(0, 2) }, () => mchid(chance)),
    sign_type: chance.one(['SHA256', 'MD5']),
    announces: chance.one(['always', 'always', 'SHA256 only', 'unknown']),
    hex: chance.one(['upper', 'lower']),
    space: chance.one(['+', '%20']),
    seed,
  };
}

function requestOccasion(seed: string, call: CallName, chance: Chance): Occasion {
  const is_checkout = call === 'checkout';
  const given = setting(seed, chance);
  const type = is_checkout ? chance.one([given.sign_type, given.sign_type.toLowerCase()]) : '';
  const parameters = makeRequest(call, chance).map(([name, value]) =>
    is_checkout && name === 'sign_type' ? ([name, type] as const) : ([name, value] as const),
  );
  const bare = { kind: 'request', document: { entries: [] }, body: '', is_checkout } as const;
  const has_body = !is_checkout && chance.isTrue(0.8);
  return { ...given, ...bare, parameters, has_body, announces: is_checkout ? 'unknown' : given.announces };
}

/** Something that a client signs or checks, made up from a seed. */
export function makeOccasion(kind: Occasion['kind'], seed: string): Occasion {
  const chance = new Chance(seed);
  if (kind === 'request') return requestOccasion(seed, chance.one(callNames), chance);
  const given = setting(seed, chance);
  return {
    ...given,
    ...makeBody(kind, chance),
    kind,
    parameters: [],
    is_checkout: false,
    has_body: true,
    // QFPay signs both with MD5; an announced SHA256 is only known of requests.
    sign_type: 'MD5',
  };
}
