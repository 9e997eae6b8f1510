/** A time as somebody may have signed it in place of the one that was sent, and how it came about. */
export interface TimeForm {
  readonly how: 'utc' | 'other-zone' | 'twelve-hours' | 'regenerated' | 'other-form';
  readonly text: string;
}

const second = 1_000;
const minute = 60 * second;
const hour = 60 * minute;

/** Pure of zones: the wall clock's digits, reckoned as if they were UTC. */
function readWall(text: string): number | undefined {
  const parts = /^(\d{4})[-/]?(\d\d)[-/]?(\d\d)[ T]?(\d\d):?(\d\d):?(\d\d)/.exec(text);
  return parts ? Date.parse(`${parts.slice(1, 4).join('-')}T${parts.slice(4, 7).join(':')}Z`) || undefined : undefined;
}

function format(ms: number): string {
  return new Date(ms).toISOString().slice(0, 19).replace('T', ' ');
}

/** QFPay's documents write `hh`; a library takes that for 12 hours. */
function twelveHours(text: string): string {
  const of12 = Number(text.slice(11, 13)) % 12 || 12;
  return `${text.slice(0, 11)}${String(of12).padStart(2, '0')}${text.slice(13)}`;
}

/** The likeliest ones, few enough to be tried together with other deviations. */
export function timeForms(sent: string): TimeForm[] {
  const wall = readWall(sent);
  if (wall === undefined) return [];
  const text = format(wall);
  const half = Number(text.slice(11, 13)) < 12 ? 'AM' : 'PM';
  const forms: TimeForm[] = [
    { how: 'utc', text: format(wall - 8 * hour) },
    { how: 'other-zone', text: format(wall + 8 * hour) },
    { how: 'twelve-hours', text: twelveHours(text) },
    { how: 'twelve-hours', text: `${twelveHours(text)} ${half}` },
    { how: 'twelve-hours', text: `${twelveHours(text)}${half.toLowerCase()}` },
    { how: 'twelve-hours', text: format(wall + 12 * hour) },
    { how: 'twelve-hours', text: format(wall - 12 * hour) },
    ...otherForms(text, wall).map((other): TimeForm => ({ how: 'other-form', text: other })),
  ];
  for (let seconds = 1; seconds <= 5; seconds++) forms.push(...regenerated(wall, seconds));
  return distinct(forms, sent);
}

/** Every second of ten minutes around it, and the other zones of the world: from 20 hours behind UTC+8 to 6 ahead. */
export function moreTimeForms(sent: string): TimeForm[] {
  const wall = readWall(sent);
  if (wall === undefined) return [];
  const forms: TimeForm[] = [];
  for (let seconds = 6; seconds <= 600; seconds++) forms.push(...regenerated(wall, seconds));
  for (let quarter = -80; quarter <= 24; quarter++) {
    forms.push({ how: 'other-zone', text: format(wall + quarter * 15 * minute) });
  }
  for (let seconds = -5; seconds <= 5; seconds++) {
    forms.push({ how: 'utc', text: format(wall - 8 * hour + seconds * second) });
    forms.push({ how: 'twelve-hours', text: twelveHours(format(wall + seconds * second)) });
    forms.push({ how: 'twelve-hours', text: twelveHours(format(wall - 8 * hour + seconds * second)) });
  }
  return distinct(forms, sent);
}

function regenerated(wall: number, seconds: number): TimeForm[] {
  return [-seconds, seconds].map((away) => ({ how: 'regenerated', text: format(wall + away * second) }));
}

function otherForms(text: string, wall: number): string[] {
  const iso = text.replace(' ', 'T');
  const [date = '', time = ''] = text.split(' ');
  const utc = new Date(wall - 8 * hour).toISOString();
  return [
    text,
    iso,
    `${iso}Z`,
    `${iso}.000Z`,
    `${iso}+08:00`,
    utc,
    utc.replace('.000Z', 'Z'),
    text.replaceAll('-', '/'),
    text.replaceAll(/[-: ]/g, ''),
    `${text}.000`,
    `${text}.0`,
    text.slice(0, 16),
    date,
    time,
    `${date}  ${time}`,
    text.replaceAll(/(?<=[- ])0(?=\d)/g, ''),
    String((wall - 8 * hour) / second),
    String(wall - 8 * hour),
    String(wall / second),
    String(wall),
    date.split('-').reverse().join('-') + text.slice(10),
  ];
}

function distinct(forms: readonly TimeForm[], sent: string): TimeForm[] {
  const seen = new Set([sent]);
  return forms.filter(({ text }) => !seen.has(text) && seen.add(text));
}
