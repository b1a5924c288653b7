import { crc32 } from './crc32.ts';
import { referenceKind } from './reference.ts';

const words =
  /^(?:change[-_ ]?(?:me|it|this)|replace[-_ ]?(?:me|this|with.*)|your[-_ ].*|(?:my|the|some|enter|insert|put|add|set)[-_ ](?:[a-z]+[-_ ]){0,4}(?:key|token|secret|password|passwd|pass|pw|value|id|username|user|here)|(?:my|your|some)[a-z]*(?:key|token|secret|password|pass)\w*|example\w*|sample\w*|dummy\w*|placeholder\w*|fake\w*|to[-_ ]?be[-_ ].*|tbd|todo|fixme|none|null|nil|undefined|empty|n\/?a|redacted|masked|hidden|secret|password|passwd|passw0rd|pass|pwd|token|apikey|api[-_]key|key|value|string|user|username|root|admin|test|testing|foo|bar|baz|foobar|default|disabled|enabled|true|false|yes|no|on|off)$/i;

const wrapped = [
  /^<[^<>]*>$/,
  /^\[[^[\]]*\]$/,
  /^\{\{.*\}\}$/s,
  /^\{%.*%\}$/s,
  /^\$\{.*\}$/s,
  /^\$\(.*\)$/s,
  /^`.*`$/s,
  /^\$[A-Za-z_]\w*$/,
  /^%[A-Za-z_]\w*%$/,
  /^@[A-Za-z_]\w*@$/,
  /^#\{.*\}#?$/s,
  /^__[A-Za-z_]+__$/,
  /^\{[A-Za-z_][\w.]*\}$/,
  /^%[sdv]$/,
];

/**
 * Whether a value stands for a secret without being one: a blank, a template, a reference to a
 * vault or variable, a word like `changeme`, or a documented example.
 */
export function isPlaceholder(value: string): boolean {
  const text = value.trim();
  if (text === '' || words.test(text) || wrapped.some((shape) => shape.test(text))) return true;
  if (/^(.)\1*$/s.test(text) || /[x*•]{6,}|\.{3}|…|X{8,}/.test(text)) return true;
  if (/^(?:0?123456789?0?|0?1234567?8?|abc123|abcdef\w*|qwerty\w*)$/i.test(text)) return true;
  return isDocumentedExample(text) || referenceKind(text) !== null;
}

/** Length and CRC-32 of the key that every Azurite emulator has (Microsoft's "Connect to Azurite"). */
const emulatorKey = { length: 88, sum: 0xb4cbd586 };

/**
 * Whether a token-shaped value is an example that documentation shows, not a token: AWS ends its
 * own with EXAMPLE, others repeat or count through the alphabet.
 */
export function isDocumentedExample(value: string): boolean {
  if (
    /EXAMPLE|example[-_]?(?:key|token|secret)|(?:your|my)[-_](?:api|token|key|secret)/.test(value)
  ) {
    return true;
  }
  if (value.length === emulatorKey.length && crc32(value) === emulatorKey.sum) return true;
  if (/([a-zA-Z0-9*])\1{7,}/.test(value) && !value.includes('-----BEGIN')) return true;
  return /0123456789abcdef0123456789|abcdefghijklmnopqrstuvwxyz|ABCDEFGHIJKLMNOPQRSTUVWXYZ|1234567890123456/.test(
    value,
  );
}
