import type { Handler, ServedRequest, ServedResponse } from '../../context/network.ts';
import { headerOf } from '../received.ts';
import { type Act, type AdminOptions, type Asked, problem, type Said } from './act.ts';
import { setClock, showClock } from './clock.ts';
import { addRules, clearRules, listFaults, listRules } from './rules.ts';
import { isAuthorised } from './token.ts';
import { actOnOrder, listTransactions } from './transactions.ts';

export const adminPath = '/__admin/';

const acts: Readonly<Record<string, Act>> = {
  'GET faults': listFaults,
  'GET rules': listRules,
  'POST rules': addRules,
  'DELETE rules': clearRules,
  'GET clock': showClock,
  'POST clock': setClock,
  'GET transactions': listTransactions,
  'POST order': actOnOrder,
  'POST reset': async (_asked, { reset }) => {
    await reset();
    return { fields: { is_reset: true } };
  },
  'POST shutdown': (_asked, { shutdown }) => {
    shutdown();
    return { fields: { is_shutting_down: true } };
  },
};

/** Calls for test suites, under `/__admin/`: without the token nobody moves the clock or the money. */
export function createAdmin(options: AdminOptions): Handler {
  return async (request) => {
    if (!isAuthorised(headerOf(request, 'authorization'), options.token)) {
      return json({ status: 401, fields: problem('Authorization must be Bearer and the admin token') }, bearer);
    }
    const name = `${request.method} ${request.path.slice(adminPath.length)}`;
    const act = Object.hasOwn(acts, name) ? acts[name] : undefined;
    const known = Object.keys(acts).map((each) => each.replace(' ', ` ${adminPath}`));
    if (!act) return json({ status: 404, fields: problem('there is no such admin call', known) });
    return json(await act(askedOf(request), options));
  };
}

const bearer = { 'www-authenticate': 'Bearer' };

function askedOf({ body, query }: ServedRequest): Asked {
  return { body: Buffer.from(body).toString('utf8'), query: new URLSearchParams(query) };
}

function json({ status = 200, fields }: Said, headers: Readonly<Record<string, string>> = {}): ServedResponse {
  const type = { 'content-type': 'application/json; charset=UTF-8', 'cache-control': 'no-store' };
  return { status, headers: { ...type, ...headers }, body: `${JSON.stringify(fields)}\n` };
}
