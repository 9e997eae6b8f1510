import type { Chance } from '../broken-clients/chance.ts';
import { htmlEscapers } from '../broken-clients/languages/html.ts';

/** What happens to a text on its way into a log, a chat or a ticket. */
export interface Carrier {
  readonly carry: (text: string, chance: Chance) => string;
  /** Whether it can be undone, with these values inside. */
  readonly isExact: (values: readonly string[], text: string) => boolean;
}

const always = () => true;
const two = (value: number) => String(value).padStart(2, '0');
const without = (pattern: RegExp) => (values: readonly string[]) => values.every((value) => !pattern.test(value));
const eachLine = (change: (line: string, index: number) => string) => (text: string) =>
  text.split('\n').map(change).join('\n');

/** The same in front of every line, save for the time. A line end inside a value is torn by it. */
const prefix = (before: (index: number) => string, after = ''): Carrier => ({
  carry: eachLine((line, index) => before(index) + line + after),
  isExact: without(/[\n\r]/),
});
const seconds = (index: number) => `10:11:${two(12 + (index % 40))}`;

export const logPrefixes: Readonly<Record<string, Carrier>> = {
  logcat: prefix((index) => `11-20 ${seconds(index)}.100  7001  7032 D PayClient: `),
  'logcat, brief': prefix(() => 'D/PayClient( 7001): '),
  'docker compose': prefix(() => 'pay-backend-1  | '),
  'docker compose with a time': prefix((index) => `pay-backend  | 2026-11-20T${seconds(index)}.123456789Z `),
  'Kubernetes CRI': prefix((index) => `2026-11-20T${seconds(index)}.100000000+08:00 stdout F `),
  'kubectl --prefix': prefix(() => '[pod/pay-7d9f8c5b5-x2x4z/app] '),
  journald: prefix((index) => `Nov 20 ${seconds(index)} web-1 pay[7001]: `),
  'Python logging': prefix((index) => `2026-11-20 ${seconds(index)},100 - pay.client - DEBUG - `),
  'Python logging, basic': prefix(() => 'DEBUG:pay.client:'),
  'Spring Boot': prefix(
    (index) => `2026-11-20T${seconds(index)}.100+08:00 DEBUG 1 --- [nio-8080-exec-1] c.shop.pay.QfClient : `,
  ),
  log4j: prefix((index) => `2026-11-20 ${seconds(index)}.100 [http-nio-8080-exec-1] INFO  com.shop.pay.QfClient - `),
  Monolog: prefix((index) => `[2026-11-20 ${seconds(index)}] payment.INFO: `, ' [] []'),
  Laravel: prefix((index) => `[2026-11-20 ${seconds(index)}] local.INFO: `),
  'Rails tagged': prefix(() => '[8f0c1a2b-11aa-4f3e-9c1e-77aa00bb11cc] '),
  'Ruby Logger': prefix((index) => `D, [2026-11-20T${seconds(index)}.100000 #7001] DEBUG -- : `),
  'Go log': prefix((index) => `2026/11/20 ${seconds(index)} client.go:41: `),
  Serilog: prefix((index) => `[${seconds(index)} DBG] `),
  'CloudWatch, tabs': prefix(
    (index) => `2026-11-20T${seconds(index)}.100Z\t8f0c1a2b-11aa-4f3e-9c1e-77aa00bb11cc\tINFO\t`,
  ),
  'GitHub Actions': prefix((index) => `2026-11-20T${seconds(index)}.1000000Z `),
  Heroku: prefix((index) => `2026-11-20T${seconds(index)}.100000+00:00 app[web.1]: `),
  PM2: prefix(() => '0|pay  | '),
  'Xcode console': prefix((index) => `2026-11-20 ${seconds(index)}.100 Shop[7001:32012] `),
  flutter: prefix(() => 'I/flutter ( 7001): '),
  'grep with a file name': prefix(() => 'storage/logs/pay.log:'),
  'grep -n': prefix((index) => `${index + 41}:`),
  'cat -n': prefix((index) => `${String(index + 1).padStart(6)}\t`),
  bat: prefix((index) => `${String(index + 1).padStart(4)}   │ `),
  diff: prefix(() => '+'),
};

/** Between words at a column, as a mail program does; a word that is longer stays whole. */
function wrapWords(text: string, width: number, join = '\n'): string {
  const out: string[] = [];
  for (const line of text.split('\n')) {
    let rest = line;
    while (rest.length > width) {
      const at = rest.lastIndexOf(' ', width);
      const cut = at > 0 ? at : rest.indexOf(' ', width);
      if (cut < 0) break;
      out.push(rest.slice(0, cut));
      rest = rest.slice(cut + 1);
    }
    out.push(rest);
  }
  return out.join(join);
}

const wrapHard = (text: string, width: number) =>
  text
    .split('\n')
    .map((line) => (line.match(new RegExp(`[\\s\\S]{1,${width}}`, 'gu')) ?? ['']).join('\n'))
    .join('\n');

/** Mails as they travel: lines of 76, `=3D` for `=`. */
function quotedPrintable(text: string): string {
  const encoded = [...Buffer.from(text)]
    .map((byte) => {
      const character = String.fromCharCode(byte);
      return (byte > 32 && byte < 127 && character !== '=') || byte === 32 || byte === 10
        ? character
        : `=${byte.toString(16).toUpperCase().padStart(2, '0')}`;
    })
    .join('');
  return encoded
    .split('\n')
    .map((line) => {
      const parts: string[] = [];
      let part = '';
      for (const piece of line.match(/=[0-9A-F]{2}|[\s\S]/g) ?? []) {
        if (part.length + piece.length > 75) {
          parts.push(`${part}=`);
          part = '';
        }
        part += piece;
      }
      return [...parts, part].join('\n');
    })
    .join('\n');
}

/** Curly in the way of word processors: opening after a space or bracket. */
const curly = (text: string) =>
  text
    .replace(/(^|[\s([{=:,>])"/g, '$1“')
    .replaceAll('"', '”')
    .replace(/(^|[\s([{=:,>])'/g, '$1‘')
    .replaceAll("'", '’');

const html = (name: keyof typeof htmlEscapers): Carrier => ({
  carry: (text) => htmlEscapers[name](text),
  isExact: always,
});
const noLineEnds = without(/[\n\r]/);
const simple = without(/[\n\r]|^\s|\s$| {2}/);

export const carriers: Readonly<Record<string, Carrier>> = {
  'HTML, PHP': html('PHP htmlspecialchars'),
  'HTML, Python': html('Python html.escape'),
  'HTML, Go': html('Go html.EscapeString'),
  'only &amp;': html('only the ampersand'),
  'HTML of a page': {
    carry: (text) => `<pre><code>${htmlEscapers['JS lodash escape'](text)}</code></pre>`,
    isExact: always,
  },
  'HTML with line breaks': {
    carry: (text) => `<p>${htmlEscapers['PHP htmlspecialchars'](text).replaceAll('\n', '<br>\n')}</p>`,
    isExact: noLineEnds,
  },
  'curly quotes': { carry: curly, isExact: (values, text) => without(/["'‘’“”]/)(values) && !/\\["']/.test(text) },
  'long dashes': {
    carry: (text) => text.replaceAll('--', '—').replaceAll(' -', ' –'),
    isExact: without(/--| -|[–—]/),
  },
  'curly quotes and long dashes': {
    carry: (text) => curly(text).replaceAll('--', '—'),
    isExact: (values, text) => without(/["'‘’“”–—]|--/)(values) && !/\\["']/.test(text),
  },
  'no-break spaces': { carry: (text) => text.replace(/(^|[^ ]) (?! )/g, '$1\u00a0'), isExact: without(/\u00a0/) },
  'no-break spaces where two follow': { carry: (text) => text.replace(/ {2}/g, ' \u00a0'), isExact: without(/ {2}/) },
  'zero-width spaces': { carry: (text) => text.replace(/([&,])/g, '$1\u200b'), isExact: always },
  'mail quote': prefix(() => '> '),
  'mail quote, twice': prefix(() => '> > '),
  'mail quote with an author': {
    carry: (text) =>
      `On Fri, 20 Nov 2026 at 10:11, Ada <ada@shop.example> wrote:\n\n${eachLine((line) => `> ${line}`)(text)}\n`,
    isExact: noLineEnds,
  },
  'mail, wrapped at 72': { carry: (text) => wrapWords(text, 72), isExact: simple },
  'mail, wrapped at 76 and quoted': {
    carry: (text) => eachLine((line) => `> ${line}`)(wrapWords(text, 76)),
    isExact: simple,
  },
  'mail, format=flowed': { carry: (text) => wrapWords(text, 72, ' \n'), isExact: simple },
  'quoted-printable': { carry: quotedPrintable, isExact: always },
  'terminal of 80 columns': { carry: (text) => wrapHard(text, 80), isExact: simple },
  'terminal of 120 columns': { carry: (text) => wrapHard(text, 120), isExact: simple },
  'Markdown fence': {
    carry: (text) => `Here is what we send:\n\n\`\`\`\n${text}\n\`\`\`\n\nAny idea?`,
    isExact: always,
  },
  'Markdown fence with a language': { carry: (text) => `\`\`\`http\n${text}\n\`\`\``, isExact: always },
  'Markdown code span': { carry: (text) => `we send \`${text}\` and get an error`, isExact: without(/[`\n]/) },
  'Markdown, escaped': {
    carry: (text) => text.replace(/[_*]/g, '\\$&'),
    isExact: (values, text) => without(/\\/)(values) && !text.includes('\\'),
  },
  'indented by four': prefix(() => '    '),
  'Jira code': { carry: (text) => `Hi team,\n{code:java}\n${text}\n{code}\nthanks`, isExact: always },
  'Jira noformat': { carry: (text) => `{noformat}\n${text}\n{noformat}`, isExact: always },
  Slack: {
    carry: (text) => `ada  10:11 AM\nhi, we get an error with this call\n${text}\nbob  10:12 AM\nlet me check`,
    isExact: always,
  },
  WeChat: {
    carry: (text) => `王小明 2026-11-20 10:11:12\n麻烦看一下这个请求：\n${text}\n\n客服 2026-11-20 10:12:01\n好的`,
    isExact: always,
  },
  'Teams, with a greeting': {
    carry: (text) => `Hi all, could you please check the request below? Thanks!\n\n${text}\n\nRegards,\nAda`,
    isExact: always,
  },
  'ticket fields': {
    carry: (text) =>
      `Environment: sandbox\nDate: 2026-11-20\nDescription: signature error\nRequest:\n${text}\n\nExpected: success\nActual: an error`,
    isExact: always,
  },
  'ANSI colours by line': { carry: eachLine((line) => `\u001b[36m${line}\u001b[39m`), isExact: noLineEnds },
  'ANSI colours of strings': {
    carry: (text) => text.replace(/"[^"\\\n]*"|'[^'\\\n]*'/g, (found) => `\u001b[32m${found}\u001b[39m`),
    isExact: always,
  },
  'ANSI colours of grep': {
    carry: (text) => text.replaceAll('txamt', '\u001b[01;31m\u001b[Ktxamt\u001b[m\u001b[K'),
    isExact: always,
  },
  'ANSI colours without the escape': { carry: eachLine((line) => `[36m${line}[39m`), isExact: noLineEnds },
  CRLF: { carry: (text) => text.replace(/\r?\n/g, '\r\n'), isExact: noLineEnds },
  'a mark of byte order': { carry: (text) => `\ufeff${text}`, isExact: always },
  'spaces at line ends': { carry: eachLine((line) => `${line}   `), isExact: noLineEnds },
  'JSON string': { carry: (text) => JSON.stringify(text), isExact: always },
  'JSON string in a record': {
    carry: (text) => JSON.stringify({ time: '2026-11-20T02:11:12Z', level: 'info', message: text }),
    isExact: always,
  },
  'JSON string twice': {
    carry: (text) => JSON.stringify({ log: `${JSON.stringify({ msg: text })}\n`, stream: 'stdout' }),
    isExact: always,
  },
  'text behind it': { carry: (text) => `${text} took 31ms`, isExact: without(/\s$/) },
};

/** What stands beside a call and must not change the verdict. */
export const companions: Readonly<Record<string, (text: string) => string>> = {
  'talk of the header': (text) => `Docs say to send X-QF-SIGNTYPE: SHA256 and X-QF-SIGN, do we?\n\n${text}`,
  'a stack trace': (text) =>
    `${text}\n\nTraceback (most recent call last):\n  File "/app/pay.py", line 41, in pay\n    raise SignatureError("bad answer")\n`,
  'a health check before': (text) =>
    `GET /healthz HTTP/1.1\nHost: shop.example\nUser-Agent: kube-probe/1.31\n\n${text}`,
  'another digest': (text) => `build sha256:9b74c9897bac770ffc029102a200c5de7e51f5a6c1a3d2f1e4b4f0c9d8e7f6a5\n${text}`,
  'a digest called expected': (text) => `${text}\n\nexpected signature: 0123456789ABCDEF0123456789ABCDEF\n`,
};
