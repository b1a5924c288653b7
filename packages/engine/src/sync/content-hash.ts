import { hash } from 'node:crypto';

/** Equal for values that are equal as JSON, whatever the order of their fields. */
export function contentHash(value: unknown): string {
  return textHash(canonicalText(value));
}

/** Equal for equal texts: 132 bits. */
export function textHash(text: string): string {
  return hash('sha256', text, 'base64url').slice(0, 22);
}

/** Different for different values. Strings stand as they are behind their length: nothing in them can be taken for syntax. */
function canonicalText(value: unknown): string {
  if (typeof value === 'string') return `${value.length}"${value}`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null';
  let text: string;
  if (Array.isArray(value)) {
    text = '[';
    for (const entry of value as unknown[]) text += `${canonicalText(entry)},`;
    return `${text}]`;
  }
  text = '{';
  for (const name of Object.keys(value).sort()) {
    const field = (value as Record<string, unknown>)[name];
    if (field !== undefined) text += `${name.length}"${name}:${canonicalText(field)},`;
  }
  return `${text}}`;
}
