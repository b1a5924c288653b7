import { hash } from 'node:crypto';

/** Equal for values that are equal as JSON, whatever the order of their fields. */
export function contentHash(value: unknown): string {
  return textHash(canonicalJson(value));
}

/** Equal for equal texts: 132 bits. */
export function textHash(text: string): string {
  return hash('sha256', text, 'base64url').slice(0, 22);
}

function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null';
  let text = '{';
  for (const name of Object.keys(value).sort()) {
    const field = (value as Record<string, unknown>)[name];
    if (field !== undefined) text += `${JSON.stringify(name)}:${canonicalJson(field)},`;
  }
  return `${text}}`;
}
