import type { Context } from '../../context.ts';
import { readRules } from '../../emulator/faults/read-rules.ts';
import type { Rule } from '../../emulator/faults/rule.ts';
import { type Fault, refuse, UsageError } from '../../errors.ts';
import { t } from '../../language/t.ts';
import type { GlobalOptions } from '../../merchant/global-options.ts';
import { readKeyText } from '../../merchant/key-text.ts';
import { localKey } from '../../merchant/local.ts';
import { merchantFaults, readMerchants } from './merchants.ts';
import type { EmulatorOptions, EmulatorRequest } from './request.ts';
import {
  type Read,
  readAutoPay,
  readHost,
  readLimits,
  readNotifyUrl,
  readPort,
  readTimeScale,
  readUrl,
} from './values.ts';

const largestRules = 1024 * 1024;

/**
 * What was typed, all its faults at once. Makes the token's file and writes the test key where that is asked for.
 * @throws UsageError
 * @throws ConfigError a key or token file that cannot be used
 */
export function readEmulatorRequest(options: EmulatorOptions & GlobalOptions, context: Context): EmulatorRequest {
  const faults: Fault[] = [];
  function take<T>(read: Read<T>): T | undefined {
    if ('value' in read) return read.value;
    faults.push(read.fault);
    return undefined;
  }
  const values = {
    port: take(readPort(options.port)) ?? 0,
    host: take(readHost(options.host)) ?? '',
    auto_pay_ms: take(readAutoPay(options.auto_pay)),
    limits: take(readLimits(options.limits)) ?? [],
    notify_url: take(readNotifyUrl(options.notify_url)),
    time_scale: take(readTimeScale(options.time_scale)) ?? 1,
    public_url: take(readUrl('--public-url', options.public_url))?.replace(/\/+$/, ''),
  };
  const rules = readRuleFile(options.rules, context, faults);
  refuse([...faults, ...merchantFaults(options.merchant)]);
  const { merchants, warnings } = readMerchants(options.merchant ?? [], options.mchid, context);
  writeKey(options, context);
  const state = options.state === 'memory' ? undefined : options.state;
  const { admin_token_file } = options;
  const admin_token = readToken(admin_token_file, context);
  return {
    ...values,
    state,
    merchants,
    rules,
    admin_token,
    admin_token_file,
    key_file: options.write_key_file,
    is_quiet: options.quiet ?? false,
    warnings,
  };
}

function readRuleFile(path: string | undefined, { files }: Context, faults: Fault[]): readonly Rule[] {
  if (path === undefined) return [];
  const bytes = files.read(path, largestRules);
  if (!bytes) {
    faults.push({ field: '--rules', value: path, rule: t`must name a file that is there` });
    return [];
  }
  const read = readRules(Buffer.from(bytes).toString('utf8'), path);
  faults.push(...read.faults);
  return read.rules;
}

/** The file's token; where there is no such file, it is made, for its owner only. */
function readToken(path: string | undefined, { files, random }: Context): string {
  const fresh = Buffer.from(random.bytes(24)).toString('base64url');
  if (path === undefined) return fresh;
  const bytes = files.read(path, 4096);
  if (!bytes) {
    files.write(path, `${fresh}\n`, 0o600, 'nothing');
    return fresh;
  }
  const read = readKeyText(bytes);
  if ('key' in read && /^[\x21-\x7e]{16,}$/.test(read.key)) return read.key;
  const rule = t`must hold one word of at least 16 visible ASCII characters`;
  throw new UsageError(`--admin-token-file ${rule}`, {
    hint: t`remove ${path}, and it is made again`,
    details: [{ field: '--admin-token-file', rule }],
  });
}

function writeKey({ write_key_file, merchant }: EmulatorOptions, { files }: Context): void {
  if (write_key_file === undefined) return;
  if (merchant?.length) {
    const rule = t`writes the built-in test key, and with --merchant that one is not served`;
    throw new UsageError(`--write-key-file ${rule}`, { details: [{ field: '--write-key-file', rule }] });
  }
  const text = `${localKey}\n`;
  const found = files.writeFault(write_key_file, 'nothing');
  if (found === undefined) {
    files.write(write_key_file, text, 0o600, 'nothing');
    return;
  }
  // Who starts it again has the file already.
  if (hasText(write_key_file, text, files)) return;
  const rule = t`must name a new file: ${found}`;
  throw new UsageError(`--write-key-file ${rule}`, {
    details: [{ field: '--write-key-file', value: write_key_file, rule }],
  });
}

function hasText(path: string, text: string, files: Context['files']): boolean {
  const facts = files.facts(path);
  if (!facts?.is_regular || facts.size !== text.length) return false;
  return Buffer.from(files.readFrom(path, 0) ?? []).toString('utf8') === text;
}
