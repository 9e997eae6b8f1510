/** What the gateway said to a request, where its answer stands in the input as well. */
export interface Answered {
  readonly respcd: string;
  /** Its own words: `resperr`, else `respmsg`. */
  readonly message?: string;
}

/** Answers are small, and their code stands near the front. */
const longestAnswer = 100_000;
/** JSON, JSON inside of a string, and what Python, PHP or JavaScript print of it. */
const code = /\\?["']?\brespcd\\?["']?\s*(?::|=>)\s*\\?["']?(\d{4})\b/;
const message = /\bresp(?:err|msg)\\?["']\s*(?::|=>)\s*\\?(["'])((?:(?!\1)[^\\\r\n]|\\u[\da-f]{4}){1,200})/i;

/** The first answer in a text; undefined where there is none. */
export function findAnswer(text: string): Answered | undefined {
  const part = text.slice(0, longestAnswer);
  const found = code.exec(part);
  const respcd = found?.[1];
  if (!found || respcd === undefined) return undefined;
  // Its fields come in any order.
  const near = part.slice(Math.max(0, found.index - 500), found.index + 500);
  const said = message.exec(near)?.[2];
  return { respcd, ...(said === undefined ? {} : { message: unescaped(said) }) };
}

/** QFPay's JSON has what is not ASCII as `\uXXXX`. */
function unescaped(text: string): string {
  return text
    .replace(/\\u([\da-f]{4})/gi, (_all, digits: string) => String.fromCharCode(Number.parseInt(digits, 16)))
    .trim();
}
