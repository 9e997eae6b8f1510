import { callRuleIds } from '../calls/check-call.ts';
import { callHelp, callParameters } from '../calls/endpoint-words.ts';
import { type DocumentedEndpoint, findEndpoint } from '../catalog/endpoint-table.ts';
import { command, exits, tell } from '../command/command.ts';
import { reportSession, type Session, simulationOf } from '../command/session.ts';
import type { Context } from '../context.ts';
import { loadWords } from '../language/languages.ts';
import { t } from '../language/t.ts';
import type { GlobalOptions } from '../merchant/given.ts';
import { readPreferences, together } from '../merchant/settings.ts';
import { dryRunReport } from '../money/move-money.ts';
import type { Example, Report } from '../report/report.ts';
import { endpointOf, filledParameters, readOnce } from './api/read.ts';
import { apiReport } from './api/report.ts';
import { type ApiOptions, type ApiRequest, apiFlags, isHandedOver, readApiRequest } from './api/request.ts';

export const apiCommand = command({
  name: 'api',
  says,
  arguments: [
    { name: 'METHOD', says: () => t`GET or POST; a documented call knows its own` },
    { name: 'path|name', says: () => t`such as /customer/v1/create, or customer_create` },
    { name: 'name=value', repeats: true, says: () => t`parameters; values are taken raw` },
  ],
  parameters: (words) => namedCall(words).flatMap(callParameters),
  flags: apiFlags,
  notes: () => [t`In prod every call that moves money is asked for, and every path that is in no document and no GET.`],
  skips: callRuleIds,
  examples,
  exits: exits.sending,
  run: api,
});

/** Of a call that is named, what it does and takes; else what the command is for. */
function says(words: readonly string[]): string {
  const [endpoint] = namedCall(words);
  if (endpoint) return callHelp(endpoint);
  return t`Make any call of the API, by its name (they are listed by qfpay help endpoints) or by a path. Parameters of documented calls are checked before anything is sent; JSON values go as one string. A call that moves money is made by the rules of its command, written down first, asked for in prod, and never repeated blindly. Exits 0 done, 4 refused, 5 pending, 8 unknown.`;
}

/** The call that a command line names; none where it names none, or a path of its own. */
function namedCall(words: readonly string[]): DocumentedEndpoint[] {
  return words.flatMap((word) => findEndpoint(word) ?? []).slice(0, 1);
}

function examples(): readonly Example[] {
  return [
    ["qfpay api POST customer_create name='Chan Tai Man' email=chan@example.com", t`make a customer`],
    ['qfpay api POST /subscription/v1/query state=PAST_DUE --paginate --json', t`all pages of a list, by its path`],
    ['qfpay api POST subscription_create --input plan.json', t`nested values from a JSON file`],
    ['qfpay api GET trade_bill trade_date=2026-03-01 --output march-1.zip', t`the statement of a day`],
    ['qfpay api wechat_oauth_code redirect_uri=https://shop.example/back --dry-run', t`the link for a payer in WeChat`],
    ['qfpay api POST /some/v2/new_call txamt=100 --raw', t`a path that is in no document`],
  ];
}

/** @throws UsageError before anything is sent, with every fault at once */
async function api(options: ApiOptions & GlobalOptions, args: readonly string[], context: Context): Promise<Report> {
  const [request, said] = await together([
    () => readApiRequest(options, args, context),
    () => readPreferences(options, context),
  ]);
  for (const warning of request.warnings) tell(context, t`warning: ${warning}`);
  if (isHandedOver(request.target)) return (await import('./api/hand-over.ts')).handOver(request, context);
  return reportSession(said, context, async (session) => {
    if (options.dry_run) return dryRun(request, session, context);
    const findings = request.is_once
      ? await (await import('./api/once.ts')).runOnce(request, session, context)
      : await readOnce(request, session.gateway, context);
    return apiReport(request, { ...findings, ...simulationOf(session) }, await loadWords(session.settings.lang));
  });
}

function dryRun(request: ApiRequest, { settings, gateway }: Session, context: Context): Report {
  const parameters = filledParameters(request, settings, context);
  return dryRunReport('api', settings.env, gateway.prepare(endpointOf(request), parameters), request.warnings);
}
