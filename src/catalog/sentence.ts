import { fold, wholeWord } from './search.ts';

/** Finds the rows of a table that a sentence speaks of. Pure: the texts of each row, in every language, are given. */
export interface SearchedRow<Row> {
  readonly row: Row;
  readonly texts: readonly string[];
}

/**
 * What people say for what the tables call otherwise: a word of the left is looked for as any of the right as well. Whole words, or
 * in Chinese parts of a sentence.
 */
const synonyms: readonly (readonly [said: RegExp, meant: readonly string[]])[] = [
  [/^(?:night|nights|nightly|midnight|tonight|evening)$|夜|晚上|凌晨|深宵/u, ['23:30', 'time window']],
  [/^(?:key|keys|secret|sha256|md5)$|密钥|密鑰|密匙|驗簽|验签/u, ['signature', '签名']],
  [/^(?:sign|signed|signing)$/u, ['signature']],
  [/^(?:money|funds|broke)$|(?:没|沒|冇)[有]?(?:钱|錢)|余额不足|餘額不足|不够|不夠|唔夠/u, ['funds', '余额不足']],
  [/^(?:cancel|cancelled|canceled|void|voided)$/u, ['cancelled', 'cancel', 'cancellation']],
  [
    /^(?:twice|again|repeat|repeated|duplicate|duplicated|double)$|重复|重複|两次|兩次/u,
    ['duplicate', 'repeated', 'same request', 'used before'],
  ],
  [/^(?:expire|expired|timeout|timed)$|过期|過期|超时|超時/u, ['expired', 'expiry']],
  [/^(?:old|late|deadline)$|太久|太耐/u, ['refund period is over']],
  [/^(?:fraud|risk)$|风险|風險|风控|風控/u, ['risk']],
  [/^(?:shop|branch|outlet)$|分店|门市|門市/u, ['store']],
  [/^(?:maintain|maintenance|down)$|维修|維修|保养/u, ['maintenance']],
  [/退唔到|退不了|退不到|无法退款|無法退款|不能退款/u, ['cannot be refunded', 'refund or cancellation was refused']],
  [/处理|處理|稍等|稍候|等待/u, ['processed; no final answer', 'entering a password']],
];

/** Words that every sentence has. */
const empty = new Set(
  (
    'a an and any are as at be been but by can cannot could did do does error code codes errcode respcd resperr respmsg for from get gets got had ' +
    'has have how i if in is it its me mean means my not of on or our out please say says so status that the then there this to up was we were ' +
    'what when where which while why will with would you your qfpay answer answers response returned returns'
  ).split(' '),
);

/** What code and people call it, ahead of a code. */
const labelled = new RegExp(
  '(?:respcd|(?:resp|return|err(?:or)?|status)[ _-]?code|err(?:or)?(?:code)?|http(?:[ _-]?status)?|code|状态码|狀態碼|错误码|錯誤碼|代码|代碼|#)' +
    '["\'`\\s]*(?:is|=>|[:=])?["\'`\\s]*(\\d{3,4})(?!\\d)',
  'giu',
);
const bracketed = /[([【]\s*(\d{4})\s*[)\]】]/gu;
/** Not a part of an amount, a time, a date or a longer number. */
const bare =
  /(?<![A-Za-z\d.,:/_$¥=-]|[:=] ?["']|(?:amount|txamt|[A-Z]{3}) ?)(\d{4}|429)(?![A-Za-z\d_]|[.,:/-]\d| ?(?:cents?|[A-Z]{3}(?![A-Za-z])|分|元))/gu;

/**
 * The codes that a text names, each once, in its order: `respcd=1108`, 处理中(1143). What is called a code counts alone, then what
 * stands in brackets, as the gateway ends its messages, then whatever looks like one. A number that `isCode` does not know is none.
 */
export function codesInText(text: string, isCode: (code: string) => boolean): string[] {
  const plain = text.normalize('NFKC');
  for (const pattern of [labelled, bracketed, bare]) {
    const found = [...plain.matchAll(pattern)].map(([, code = '']) => code).filter(isCode);
    if (found.length > 0) return [...new Set(found)];
  }
  return [];
}

/** Weight of a word that no row has, beside those that some have: it makes it less likely that a row is meant. */
const unmatchedWord = 2.5;
const unmatchedPair = 0.6;
const leastScore = 3;

/**
 * The rows that all words of a sentence are in, or, where there is none, those that share most of what it says, the likeliest first.
 * Empty where none is likely: a relative that is none leads astray.
 */
export function searchSentence<Row>(rows: readonly SearchedRow<Row>[], sentence: string): Row[] {
  const texts = rows.map(({ texts }) => fold(texts.join('\n')));
  const words = wordsOf(sentence).map((word) => {
    const holds = texts.map((text) => word.patterns.some((each) => each.test(text)));
    const count = holds.filter(Boolean).length;
    const weight = count > 0 ? Math.log((rows.length + 1) / count) : word.is_pair ? unmatchedPair : unmatchedWord;
    return { holds, weight };
  });
  const all = words.reduce((sum, { weight }) => sum + weight, 0);
  const scores = rows.map((_row, at) => words.reduce((sum, { holds, weight }) => sum + (holds[at] ? weight : 0), 0));
  const whole = words.length > 0 ? rows.filter((_row, at) => words.every(({ holds }) => holds[at])) : [];
  if (whole.length > 0) return whole.map(({ row }) => row);
  const best = Math.max(0, ...scores);
  if (best < leastScore || best < all / 2) return [];
  return rows
    .map(({ row }, at) => ({ row, score: scores[at] ?? 0 }))
    .filter(({ score }) => score >= best * 0.8)
    .sort((one, other) => other.score - one.score)
    .map(({ row }) => row);
}

interface SoughtWord {
  readonly patterns: readonly RegExp[];
  /** Two characters of a Chinese sentence, which may be no word. */
  readonly is_pair: boolean;
}

/** Words without those that say nothing; of Chinese, which has no spaces, every two characters that follow each other. */
function wordsOf(sentence: string): SoughtWord[] {
  const folded = fold(sentence)
    .replace(/已经|已經/g, '已')
    .replace(/[过過]了|[的了吗嗎呢吧啊]/g, '');
  const phrases = synonyms.flatMap(([said, meant]) =>
    hanMatch(said, folded) ? [{ patterns: meant.map(wholeWord), is_pair: false }] : [],
  );
  const words = (folded.match(/[\p{L}\p{N}_]+/gu) ?? []).flatMap(
    (word) => word.match(/\p{Script=Han}+|[^\p{Script=Han}]+/gu) ?? [],
  );
  return [
    ...phrases,
    ...[...new Set(words)].flatMap((word) => {
      if (/\p{Script=Han}/u.test(word)) return pairsOf(word);
      if (empty.has(word)) return [];
      return [{ patterns: [word, ...synonymsOf(word)].map(wholeWord), is_pair: false }];
    }),
  ];
}

/** Whether the Chinese of a synonym is anywhere in the sentence. */
function hanMatch(said: RegExp, sentence: string): boolean {
  const [found] = said.exec(sentence) ?? [];
  return found !== undefined && /\p{Script=Han}/u.test(found);
}

function synonymsOf(word: string): readonly string[] {
  return synonyms.flatMap(([said, meant]) => (said.test(word) ? meant : []));
}

function pairsOf(run: string): SoughtWord[] {
  const characters = [...run];
  const pairs = characters.length === 1 ? [run] : characters.slice(1).map((each, at) => `${characters[at]}${each}`);
  return [...new Set(pairs)].map((pair) => ({ patterns: [new RegExp(pair, 'u')], is_pair: true }));
}
