const basic = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };

function escaper(entities: Readonly<Record<string, string>>): (text: string) => string {
  return (text) => text.replace(/[&<>"']/g, (found) => entities[found] ?? found);
}

/** How HTML is escaped, by the name of the function. */
export const htmlEscapers = {
  'PHP htmlspecialchars': escaper({ ...basic, '"': '&quot;', "'": '&#039;' }),
  'PHP htmlspecialchars, ENT_COMPAT': escaper({ ...basic, '"': '&quot;' }),
  'Python html.escape': escaper({ ...basic, '"': '&quot;', "'": '&#x27;' }),
  'JS lodash escape': escaper({ ...basic, '"': '&quot;', "'": '&#39;' }),
  'Go html.EscapeString': escaper({ ...basic, '"': '&#34;', "'": '&#39;' }),
  'XML escape': escaper({ ...basic, '"': '&quot;', "'": '&apos;' }),
  'only the ampersand': escaper({ '&': '&amp;' }),
} as const;
