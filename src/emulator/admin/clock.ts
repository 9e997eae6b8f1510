import { parseTimeOption } from '../../transaction/txdtm.ts';
import { formatMoment } from '../moment.ts';
import { type Act, type AdminOptions, problem, type Said } from './act.ts';
import { readObject } from './read-object.ts';

export const showClock: Act = (_asked, options) => clockOf(options);

/** `set`: a time in UTC+8, or with an offset of its own. `advance`: seconds. `reset`: the world's time again. */
export const setClock: Act = ({ body }, options) => {
  const { set, advance, reset } = readObject(body);
  if (typeof set === 'string') return setTo(set, options);
  if (typeof advance === 'number' && Math.abs(advance) <= 1e9) options.clock.advance(advance * 1000);
  else if (reset === true) options.clock.reset();
  else
    return { status: 400, fields: problem('the body must be {"set": time}, {"advance": seconds} or {"reset": true}') };
  return clockOf(options);
};

function setTo(text: string, options: AdminOptions): Said {
  try {
    options.clock.set(parseTimeOption('since', text));
    return clockOf(options);
  } catch {
    const rule = 'must be a time such as "2026-03-31 23:59:50" (UTC+8) or 2026-03-31T15:59:50Z';
    return { status: 400, fields: problem(`set ${rule}`, [{ field: 'set', value: text, rule }]) };
  }
}

function clockOf({ clock }: AdminOptions): Said {
  const now = clock.now();
  return { fields: { now: now.toISOString(), sysdtm: formatMoment(now.getTime()) } };
}
