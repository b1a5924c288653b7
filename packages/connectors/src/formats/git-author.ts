const machine =
  /\[bot\]$|^(?:dependabot|renovate|github-actions|gitlab-bot|jenkins)\b|^noreply@|\bbot@/i;

/** A commit's author as a candidate for owner; null for programs that commit, and when none is told. */
export function authorCandidate(
  author: string | null,
  email: string | null,
): { readonly name: string; readonly email: string | null } | null {
  const name = author || email;
  if (!name || machine.test(author ?? '') || machine.test(email ?? '')) return null;
  return { name, email: email || null };
}
