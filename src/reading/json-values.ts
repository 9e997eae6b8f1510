/** Somebody's JSON, looked at with care: nothing is known about it but that it is JSON. */
export type JsonRecord = Readonly<Record<string, unknown>>;

export function recordOf(value: unknown): JsonRecord | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as JsonRecord) : undefined;
}

export function recordsOf(value: unknown): JsonRecord[] {
  return Array.isArray(value) ? value.map(recordOf).filter((record) => record !== undefined) : [];
}

export function textOrNothing(value: unknown): string | undefined {
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  return typeof value === 'string' ? value : undefined;
}

/** `[{ "name": "Host", "value": "x" }]` as HAR and Postman (there `key`) have it, or a plain object; undefined for neither. */
export function pairsOf(value: unknown): (readonly [name: string, value: string])[] | undefined {
  if (Array.isArray(value)) {
    return recordsOf(value).flatMap((item) => {
      const name = textOrNothing(item['name']) ?? textOrNothing(item['key']);
      return name === undefined || item['disabled'] === true
        ? []
        : [[name, textOrNothing(item['value']) ?? ''] as const];
    });
  }
  const record = recordOf(value);
  return record && Object.entries(record).map(([name, content]) => [name, textOrNothing(content) ?? ''] as const);
}

/** Undefined for what is no JSON. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
