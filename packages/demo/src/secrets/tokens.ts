import { base62, hexDigits, type Random } from '../random.ts';

/** Token-shaped text, made when the company is written: it opens nothing and stands in no source. */
const table = Array.from({ length: 256 }, (_, index) => {
  let sum = index;
  for (let bit = 0; bit < 8; bit += 1) sum = sum & 1 ? (sum >>> 1) ^ 0xedb88320 : sum >>> 1;
  return sum >>> 0;
});

function crc32(text: string): number {
  let sum = 0xffffffff;
  for (const byte of Buffer.from(text)) sum = (sum >>> 8) ^ (table[(sum ^ byte) & 0xff] ?? 0);
  return (sum ^ 0xffffffff) >>> 0;
}

function inBase62(value: number, width: number): string {
  let text = '';
  for (let rest = value; text.length < width; rest = Math.floor(rest / 62))
    text = base62.charAt(rest % 62) + text;
  return text;
}

/** A classic personal token of GitHub: its last six characters are the sum of the others. */
function githubClassicToken(random: Random): string {
  const body = random.text(base62, 30);
  return `${'gh'}${'p_'}${body}${inBase62(crc32(body), 6)}`;
}

/** The same with a sum that does not fit: never a working token. */
export function githubBrokenToken(random: Random): string {
  const token = githubClassicToken(random);
  return token.slice(0, -1) + (token.endsWith('0') ? '1' : '0');
}

/** A fine-grained personal token of GitHub. */
export function githubFineGrainedToken(random: Random): string {
  return `${'github'}${'_pat_'}${random.text(base62, 22)}_${random.text(base62, 59)}`;
}

/** The secret half of an access key of AWS. */
export function awsSecretKey(random: Random): string {
  return random.text(`${base62}/+`, 40);
}

/** A bot token of Slack. */
export function slackBotToken(random: Random): string {
  const number = () => `${random.between(1, 9)}${random.text('0123456789', 11)}`;
  return `${'xo'}${'xb-'}${number()}-${number()}-${random.text(base62, 24)}`;
}

/** A live key of Stripe. */
export function stripeKey(random: Random): string {
  return `${'sk'}${'_live_'}${random.text(base62, 24)}`;
}

/** A password that no dictionary holds. */
export function password(random: Random): string {
  return `${random.text('abcdefghkmnpqrstuvwxyz', 4)}${random.text(base62, 14)}`;
}

/** Forty hexadecimal digits: the hash of a commit. */
export function commitHash(random: Random): string {
  return random.text(hexDigits, 40);
}

/** A token of the npm registry, with the same kind of sum as GitHub's. */
export function npmToken(random: Random): string {
  const body = random.text(base62, 30);
  return `${'np'}${'m_'}${body}${inBase62(crc32(body), 6)}`;
}

/** What `gh auth login` keeps: a token of a person. */
export function githubOauthToken(random: Random): string {
  const body = random.text(base62, 30);
  return `${'gh'}${'o_'}${body}${inBase62(crc32(body), 6)}`;
}
