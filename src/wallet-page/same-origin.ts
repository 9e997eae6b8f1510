/**
 * Whether a form may have come from our own page. Browsers say where a form comes from, and no page can make them lie; what
 * says nothing at all is no browser, and acts for nobody else.
 */
export function isSameOrigin(headers: Readonly<Record<string, string>>): boolean {
  const { origin, host = '' } = headers;
  const site = headers['sec-fetch-site'];
  if (site !== undefined) return site === 'same-origin';
  if (origin === undefined) return true;
  return URL.canParse(origin) && new URL(origin).host === host.toLowerCase();
}
