import type { HashName } from '../signature/hasher.ts';
import type { Attempts } from '../signature/verify.ts';
import type { CauseId } from './cause-ids.ts';
import type { Evidence } from './deviation.ts';
import { type Recipe, requestRecipe } from './recipe.ts';
import type { SignatureCase } from './signature-case.ts';

/** A cause and what shows it. */
export interface Finding {
  readonly id: CauseId;
  readonly evidence: Evidence;
  /** The parameters that it is about, where it is about some. */
  readonly parameters: readonly string[];
}

/** What the received digits can be, before anything else is looked at: which hash, whole or cut off, announced or not. */
export interface Base {
  readonly recipe: Recipe;
  /** Whether a digest (lower-case hex) is what was received. */
  accepts(digest: string): boolean;
  /** What the digits alone, or the way of sending, show to be wrong; nothing where they are as they should be. */
  readonly findings: readonly Finding[];
  /** What the gateway reads, where that is not what the recipe signs. */
  readonly read?: Recipe;
}

const digits: Readonly<Record<HashName, number>> = { MD5: 32, SHA256: 64, SHA1: 40, SHA512: 128 };
const hashes = Object.keys(digits) as HashName[];

/** Too short a rest would match by chance. */
const fewestDigits = 16;

/** The likeliest first; none where the digits can be no digest at all. */
export function basesOf(signed: SignatureCase, attempts: Attempts): Base[] {
  const read = (written: Written): Base[] => readAs(signed, attempts, written);
  const received = signed.received.trim().toLowerCase();
  const whole = hashes.filter((hash) => digits[hash] === received.length && isHex(received));
  const common = hashes.slice(0, 2);
  return [
    ...whole.flatMap((hash) => read({ hash, accepts: (digest) => digest === received, findings: [] })),
    ...common.filter((hash) => lostZeros(received, hash)).flatMap((hash) => read(withoutZeros(received, hash))),
    ...common.filter((hash) => isCut(received, hash)).flatMap((hash) => read(cutOff(received, hash))),
    ...unhexed(signed.received.trim()).flatMap(({ hash, hex }) =>
      read({
        hash,
        accepts: (digest) => digest === hex,
        findings: [{ id: 'digest-not-hex', evidence: { id: 'base64' }, parameters: [] }],
      }),
    ),
  ];
}

/** How the digest of a hash was written down. */
interface Written extends Pick<Base, 'accepts' | 'findings'> {
  readonly hash: HashName;
}

function isHex(text: string): boolean {
  return /^[\da-f]+$/.test(text);
}

function isCut(received: string, hash: HashName): boolean {
  return received.length >= fewestDigits && received.length < digits[hash] && isHex(received);
}

/** At its end, its start or both. */
function cutOff(received: string, hash: HashName): Written {
  const values = { count: String(received.length), length: String(digits[hash]), hash };
  const findings: Finding[] = [{ id: 'truncated-signature', evidence: { id: 'cut-off', values }, parameters: [] }];
  return { hash, accepts: (digest) => digest.includes(received), findings };
}

/** Every byte below 16 has one; more than a few in one digest are unlikely. */
const mostZeros = 10;

function lostZeros(received: string, hash: HashName): boolean {
  return received.length < digits[hash] && received.length >= digits[hash] - mostZeros && isHex(received);
}

/** Of the whole number, as Java's BigInteger prints it, or of each byte, as a loop of toString(16) does. */
function withoutZeros(received: string, hash: HashName): Written {
  const values = { count: String(received.length), length: String(digits[hash]), hash };
  const accepts = (digest: string) =>
    digest.replace(/^0+/, '') === received || digest.replace(/(..)/g, (byte) => byte.replace(/^0/, '')) === received;
  return {
    hash,
    accepts,
    findings: [{ id: 'truncated-signature', evidence: { id: 'zeros-lost', values }, parameters: [] }],
  };
}

/** A digest in base64, of its bytes or of its hex digits. */
function unhexed(received: string): { hash: HashName; hex: string }[] {
  if (!/^[\w+/-]+={0,2}$/.test(received)) return [];
  const bytes = Buffer.from(received, 'base64');
  const hexes = [bytes.toString('hex'), bytes.toString('latin1').toLowerCase()].filter(isHex);
  return hashes.flatMap((hash) => hexes.filter((hex) => hex.length === digits[hash]).map((hex) => ({ hash, hex })));
}

/** A response may be signed over its body or over its fields: each of its documented ways is a base. */
function readAs(signed: SignatureCase, attempts: Attempts, { hash, accepts, findings }: Written): Base[] {
  const recipe = requestRecipe(signed, hash);
  const found = [...(isUntold(signed, findings) ? [] : announcedWrong(signed, attempts, hash)), ...findings];
  if (signed.kind === 'request') return [{ recipe, accepts, findings: found }];
  const contents = [...new Set(attempts.map(({ content }) => content))];
  return contents.map((body) => ({ recipe: { ...recipe, body }, accepts, findings: found }));
}

/** By its length a digest says which hash it is, unless it was cut; then only what was announced can be wrong. */
function isUntold({ announced }: SignatureCase, findings: readonly Finding[]): boolean {
  return announced === undefined && findings.some(({ id }) => id === 'truncated-signature');
}

/** The hash that was taken is not the one that the receiver takes. */
function announcedWrong({ kind, announced }: SignatureCase, attempts: Attempts, hash: HashName): Finding[] {
  if (attempts.some(({ sign_type }) => sign_type === hash)) return [];
  const checked = attempts[0].sign_type;
  if (kind === 'request' && announced === 'none' && hash === 'SHA256') {
    return [{ id: 'missing-signtype-header', evidence: { id: 'no-header', values: { hash } }, parameters: [] }];
  }
  const is_said = announced !== undefined && announced !== 'none';
  const evidence: Evidence = { id: is_said ? 'other-hash' : 'other-hash-unsaid', values: { hash, checked } };
  return [{ id: 'wrong-sign-type', evidence, parameters: [] }];
}
