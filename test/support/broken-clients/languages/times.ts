const pattern = /^(\d{4})-(\d\d)-(\d\d) (\d\d):(\d\d):(\d\d)$/;

export function isTime(text: string): boolean {
  return pattern.test(text);
}

/** `YYYY-MM-DD HH:mm:ss`, some seconds later. */
export function later(text: string, seconds: number): string {
  const moment = new Date(`${text.replace(' ', 'T')}Z`);
  moment.setUTCSeconds(moment.getUTCSeconds() + seconds);
  return moment.toISOString().slice(0, 19).replace('T', ' ');
}

/** As `hh` prints it: 15:04 is 03:04, midnight is 12. */
export function twelveHours(text: string): string {
  return text.replace(pattern, (_all, year, month, day, hour, minute, second) => {
    const half = String(Number(hour) % 12 || 12).padStart(2, '0');
    return `${year}-${month}-${day} ${half}:${minute}:${second}`;
  });
}
