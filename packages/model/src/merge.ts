type Json = unknown;

/**
 * Joins what a source tells now with what is known: absent and unknown fields keep what is known,
 * everything else is replaced. `tags` and `attributes` are joined one level deep; their null entries
 * are kept as told. Both arguments stay as they are.
 */
export function mergeThing<T extends object>(known: T, told: T): T {
  const merged: Record<string, Json> = { ...(known as Record<string, Json>) };
  for (const [field, value] of Object.entries(told)) {
    if (value === undefined || isUnknown(value)) {
      if (!(field in merged)) merged[field] = value;
      continue;
    }
    const before = merged[field];
    merged[field] =
      (field === 'attributes' || field === 'tags') && isRecord(before) && isRecord(value)
        ? { ...before, ...value }
        : value;
  }
  return merged as T;
}

function isUnknown(value: Json): boolean {
  return (
    value === 'unknown' || (isRecord(value) && value['state'] === 'unknown' && 'because' in value)
  );
}

function isRecord(value: Json): value is Record<string, Json> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
