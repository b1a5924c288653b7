import { looksSecret, scanText } from '@nonhuman/secrets';

/** A secret in a text that everyone in the domain may read. */
export interface SecretInText {
  readonly value: string;
  readonly detector: string;
}

/** A word for a password in several languages, and what is said to be one. */
const saidPassword =
  /\b(?:pass(?:word|wort|wd|phrase)?|pwd?|kennwort|passwd|mot de passe|contrase(?:ñ|n)a|senha|wachtwoord|has(?:ł|l)o)\b\s*(?:is|ist|was|est|es)?\s*[:=-]?\s*["'`]?([^\s"'`,;)]{4,128})/giu;
const words =
  /^(?:the|is|was|not|never|expires?|changed?|required|reset|protected|policy|set|by|in|on|for|see|vault|unknown|none|rotat\w*|manag\w*|stored|kept|owner\w*|admin\w*|team)\.?$/i;

/** Notes of people are short; what stands further on is not looked at for them. */
const longestNote = 8192;

/** The secrets that a description gives away, each once. Precise first: plain words are none. */
export function secretsIn(whole: string): SecretInText[] {
  const text = whole.slice(0, longestNote).replace(/\s+/g, ' ');
  const found = new Map<string, string>();
  for (const { value, detectorId } of scanText(text)) found.set(value, detectorId);
  for (const match of text.matchAll(saidPassword)) {
    const value = (match[1] ?? '').replace(/\.+$/, '');
    const isMarked = /[:=]\s*["'`]?\S*$/.test(match[0]);
    if (words.test(value) || (!isMarked && !isMixed(value))) continue;
    if (looksSecret('password', value).secret) found.set(value, 'active-directory-description');
  }
  return [...found].map(([value, detector]) => ({ value, detector }));
}

/** Letters together with digits or signs: what prose after "password" seldom is. */
function isMixed(value: string): boolean {
  return /[A-Za-z]/.test(value) && /[0-9!@#$%^&*+?]/.test(value);
}

/** The text with every secret in it taken out. */
export function withoutSecrets(text: string, secrets: readonly SecretInText[]): string {
  return secrets.reduce((rest, { value }) => rest.replaceAll(value, '[redacted]'), text);
}
