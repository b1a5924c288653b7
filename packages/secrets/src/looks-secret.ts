import { connectionStringParts } from './connection-string.ts';
import { detectors } from './detectors.ts';
import { identifyWith } from './engine/scan.ts';
import { entropyOf } from './entropy.ts';
import { isPlaceholder } from './placeholder.ts';
import { referenceKind } from './reference.ts';

/** A decision and the reason for it; the reason never quotes the value. */
export interface SecretJudgement {
  readonly secret: boolean;
  readonly because: string;
}

/** A name split into its words: `dbPassword`, `DB_PASSWORD` and `db-password` alike. */
function wordsOf(name: string): string[] {
  return name
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replace(/([A-Z]+)([A-Z][a-z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== '');
}

const secretWords =
  /^(?:\w*passwords?|passwd|passphrase|pwd|pass|secrets?|\w*secret|tokens?|\w*token|credentials?|creds?|pat|apikeys?|accesskey|secretkey|privatekey|encryptionkey|signingkey|authkey|masterkey|jwt|dsn|salt|pepper)$/;

/** `key` alone says little; after one of these words it names a secret. */
const keyQualifiers =
  /^(?:api|access|secret|private|encryption|encrypt|signing|sign|auth|master|account|admin|service|shared|session|hmac|license|app|application|crypto|cipher|aes|rsa|ssh|deploy|client|storage|webhook|root|write|read|server|live|test|prod|jwt)$/;

/** A last word that makes the whole a property of the secret, not the secret. */
const describing =
  /^(?:id|ids|name|names|file|files|path|dir|url|uri|endpoint|host|port|type|length|len|size|min|max|count|limit|expiry|expires|expiration|ttl|timeout|age|days|hours|minutes|seconds|policy|rotation|regex|pattern|prefix|suffix|header|field|param|label|hint|format|algorithm|alg|issuer|audience|scope|scopes|version|enabled|disabled|required|provider|manager|store|engine|arn|ref|reference|selector|mount|env|method|mode|ring|index|date|created|updated|by|at|hash|hashed|digest|checksum|fingerprint|username|user|account|region|bucket|class|status|strategy|alias|reset|validator|service|budget|usage|tokens)$/;

/** Whether a name by itself says that its value is a secret, for names whose value nobody knows. */
export function nameSaysSecret(name: string): boolean {
  const words = wordsOf(name);
  const last = words.at(-1) ?? '';
  if (words.includes('public') || words.includes('publishable')) return false;
  if (words.length > 1 && describing.test(last)) return false;
  if (
    /^(?:max|min|num|total|is|has|use|enable|allow|require|no|skip|show|hide)$/.test(words[0] ?? '')
  ) {
    return false;
  }
  if (words.some((word) => secretWords.test(word))) return true;
  return /^keys?$/.test(last) && words.slice(0, -1).some((word) => keyQualifiers.test(word));
}

/**
 * Decides whether `name=value` holds a secret, precise first: only a value that is itself a known
 * token or carries a login convinces without a telling name.
 */
export function looksSecret(name: string, value: string): SecretJudgement {
  const text = unquoted(value);
  if (text === '') return no('the value is empty');
  const reference = referenceKind(text);
  if (reference !== null) return no(`the value is a reference (${reference.kind})`);
  const token = identifyWith(detectors, text);
  if (token !== null && token.checksum !== 'invalid') return yes(`the value is a ${token.title}`);
  const plain = plainKind(text);
  if (plain !== null) return no(`the value is ${plain}`);
  if (isPlaceholder(text)) return no('the value is a placeholder');
  if (!nameSaysSecret(name)) return no('the name does not say that it is a secret');
  return byValue(name, text);
}

function byValue(name: string, text: string): SecretJudgement {
  if (/pass|pwd/i.test(name)) {
    return text.length >= 4 ? yes('the name says password') : no('the value is too short');
  }
  if (text.length < 8) return no('the value is too short for a key or token');
  if (/\s/.test(text) && !text.includes('-----BEGIN')) return no('the value is prose');
  if (/^[a-z]+(?:[-_. ][a-z]+)*$/i.test(text) && entropyOf(text) < 3.6) {
    return no('the value is made of plain words');
  }
  return yes('the name says that it is a secret, and the value is none of the harmless kinds');
}

/** What harmless kind of value this is, or null. */
function plainKind(text: string): string | null {
  if (/^(?:true|false|yes|no|on|off|null|none)$/i.test(text)) return 'a boolean or nothing';
  if (/^[+-]?\d{1,7}(?:\.\d+)?(?:ms|[smhdwkKMG]i?B?|%)?$/.test(text)) return 'a number';
  if (/^\d{4}-\d\d-\d\d(?:T[\d:.]+Z?)?$/.test(text)) return 'a date';
  if (/^(?:\.{0,2}|~)\/[\w./@ -]+$/.test(text) && isPathLike(text)) return 'a path';
  if (/^[A-Za-z]:\\/.test(text)) return 'a path';
  if (
    /^[\w./-]+\.(?:json|ya?ml|pem|crt|cer|key|txt|env|toml|ini|conf|cfg|js|ts|py|sh|p12|pfx|jks)$/i.test(
      text,
    )
  ) {
    return 'a file name';
  }
  if (
    /^[a-z][a-z0-9+.-]*:\/\//i.test(text) &&
    (connectionStringParts(text)?.password ?? null) === null
  ) {
    return 'a URL without a password';
  }
  if (text.startsWith('arn:aws')) return 'a resource name';
  if (/^[\w.+-]+@[\w-]+\.[\w.]+$/.test(text)) return 'an e-mail address';
  return null;
}

/** A base64 value may begin with a slash too: a path has short, plain segments. */
function isPathLike(text: string): boolean {
  return text.split('/').every((part) => part.length <= 24 || entropyOf(part) < 3.8);
}

function unquoted(value: string): string {
  const text = value.trim();
  return /^(["']).*\1$/s.test(text) ? text.slice(1, -1) : text;
}

function yes(because: string): SecretJudgement {
  return { secret: true, because };
}

function no(because: string): SecretJudgement {
  return { secret: false, because };
}
