import type { EnvName } from '../catalog/endpoints.ts';
import type { PreparedRequest } from '../gateway/gateway.ts';
import { t } from '../language/t.ts';
import type { Report } from '../report/report.ts';

/** What `--dry-run` has to say: the request as it would be sent. The key is its fingerprint in the signing string. */
export function dryRunReport(
  command: string,
  env: EnvName,
  request: PreparedRequest,
  warnings: readonly string[],
): Report {
  const { method, url, headers, params, body, signing_string } = request;
  const shown = { method, url, headers, params: Object.fromEntries(params), ...(body === undefined ? {} : { body }) };
  return {
    command,
    exit_code: 0,
    data: {
      env,
      request: { ...shown, signing_string },
      ...(warnings.length > 0 ? { warnings } : {}),
    },
    blocks: [
      { kind: 'headline', tone: 'plain', word: t`DRY RUN`, text: t`nothing was sent` },
      { kind: 'text', text: `${method} ${url}` },
      { kind: 'rows', rows: Object.entries(headers) },
      { kind: 'text', text: 'parameters' },
      { kind: 'rows', rows: params },
      ...(body === undefined ? [] : [{ kind: 'text', text: t`body: ${body}` } as const]),
      { kind: 'text', text: t`signing string: ${signing_string}` },
    ],
  };
}
