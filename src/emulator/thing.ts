import type { Json, JsonObject } from '../signature/python-json.ts';
import type { Book, Thing, ThingKind } from './book.ts';
import type { Call } from './call.ts';
import { formatMoment } from './moment.ts';

/** A name for a new one: the day, and how many there are. `more` are those that the same call makes before it. */
export function thingId(prefix: string, { now }: Pick<Call, 'now'>, book: Book, more = 0): string {
  const day = formatMoment(now.getTime()).slice(0, 10).replaceAll('-', '');
  return `${prefix}${day}${String(book.thing_count + more + 1).padStart(8, '0')}`;
}

/** Of this merchant and not deleted. */
export function findThing(kind: ThingKind, id: string, { owner }: Pick<Call, 'owner'>, book: Book): Thing | undefined {
  const found = book.thing(id);
  return found?.thing === kind && found.owner === owner && !found.is_gone ? found : undefined;
}

export function thingsOf(kind: ThingKind, { owner }: Pick<Call, 'owner'>, book: Book): Thing[] {
  return [...book.things()].filter((each) => each.thing === kind && each.owner === owner && !each.is_gone);
}

/** The fields of a call that came with a value. */
export function givenFields({ given }: Pick<Call, 'given'>, names: readonly string[]): Record<string, string> {
  return Object.fromEntries(names.flatMap((name) => (given(name) === '' ? [] : [[name, given(name)]])));
}

/** A call that went through, what it says in `data`. */
export function dataAnswer(data: Json): JsonObject {
  return { respcd: '0000', resperr: '请求成功', respmsg: '', data };
}

/** One page of them, newest last, as the list calls give it. */
export function pageAnswer(rows: readonly JsonObject[], { given }: Pick<Call, 'given'>): JsonObject {
  const page = Number(given('page') || 1);
  const page_size = Number(given('page_size') || 10);
  return { ...dataAnswer(rows.slice((page - 1) * page_size, page * page_size)), page, page_size };
}
