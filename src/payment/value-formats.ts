import { t } from '../language/t.ts';
/** What is wrong with a value, as the rest of a sentence that starts with its name; undefined for a good one. */
export type Format = (value: string) => string | undefined;

export function oneOf(only: string, other = only): Format {
  const rule = () => (only === other ? t`must be ${only}` : t`must be ${only} or ${other}`);
  return (value) => (value === only || value === other ? undefined : rule());
}

export function minutes(value: string): string | undefined {
  const isWhole = /^[1-9]\d*$/.test(value);
  return isWhole && Number(value) >= 5 && Number(value) <= 120 ? undefined : t`must be whole minutes from 5 to 120`;
}

export function webAddress(value: string): string | undefined {
  const isWeb = /^https?:\/\/[^\s/]/i.test(value) && !/\s/.test(value) && URL.canParse(value);
  return isWeb ? undefined : t`must be an http or https URL`;
}

/** An id or a code from a wallet: no gap in it, whatever else the wallet puts there. */
export function oneWord(value: string): string | undefined {
  return /[\s\p{Cc}]/u.test(value) ? t`must have no space or control character` : undefined;
}

export function plainText(value: string): string | undefined {
  return /\p{Cc}/u.test(value) ? t`must have no control character` : undefined;
}

export function jsonObject(value: string): string | undefined {
  return parseJsonObject(value) ? undefined : t`must be a JSON object`;
}

/** WeChat's H5 page is only opened for a scene that names the site and the payer's real address. */
export function h5ExtendInfo(value: string): string | undefined {
  const info = parseJsonObject(value);
  if (!info) return undefined;
  const scene = asObject(info.scene_info);
  const h5 = asObject(scene?.h5_info);
  const missing = [
    ...['type', 'wap_url', 'wap_name']
      .filter((name) => !isText(h5?.[name]))
      .map((name) => `scene_info.h5_info.${name}`),
    ...(isText(info.spbill_create_ip) ? [] : ['spbill_create_ip']),
  ];
  return missing.length === 0 ? undefined : t`must have ${missing.join(', ')}`;
}

function parseJsonObject(value: string): Record<string, unknown> | undefined {
  try {
    return asObject(JSON.parse(value));
  } catch {
    return undefined;
  }
}

function asObject(value: unknown): Record<string, unknown> | undefined {
  const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
  return isObject ? (value as Record<string, unknown>) : undefined;
}

function isText(value: unknown): boolean {
  return typeof value === 'string' && value !== '';
}
