/** Offline facts about a secret, by name; never the secret or a part that would serve to use it. */
export type Facts = Readonly<Record<string, string>>;

/** The entries that are known and not empty, as strings. */
export function given(facts: Readonly<Record<string, unknown>>): Facts {
  const known: Record<string, string> = {};
  for (const [name, value] of Object.entries(facts)) {
    if (typeof value === 'string' && value !== '') known[name] = value;
    else if (typeof value === 'number' || typeof value === 'bigint') known[name] = String(value);
  }
  return known;
}
