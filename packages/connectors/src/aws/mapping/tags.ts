import type { Environment, Ownership } from '@nonhuman/model';

type Tag = { readonly Key: string; readonly Value: string };

/** Tags as a record; undefined when the call does not tell them. */
export function tagRecord(tags: readonly Tag[] | undefined): Record<string, string> | undefined {
  return tags && Object.fromEntries(tags.map((tag) => [tag.Key, tag.Value]));
}

/** Where a thing belongs by its tags; undefined when none tells. */
export function environmentOf(tags: readonly Tag[] | undefined): Environment | undefined {
  const value = tags?.find((tag) => /^(env|environment|stage)$/i.test(tag.Key))?.Value;
  if (value === undefined) return undefined;
  if (/^(prd|prod|production|live)$/i.test(value)) return 'production';
  return /^(dev|test|qa|uat|int|stag|sandbox|demo|non-?prod)/i.test(value)
    ? 'non-production'
    : 'unknown';
}

const ownerTag = /^(?:[\w.-]+[:/])?(owner|team|contact|owner[-_ ]?email|owned[-_ ]?by)$/i;

/** Who answers for an identity by what its tags claim. */
export function ownersOf(identityKey: string, tags: readonly Tag[] | undefined): Ownership[] {
  return (tags ?? [])
    .filter((tag) => ownerTag.test(tag.Key) && tag.Value.trim() !== '')
    .map(({ Key, Value }) => {
      const name = Value.trim();
      const isEmail = /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(name);
      const isTeam = /team/i.test(Key) || !isEmail;
      return {
        key: `${identityKey}#tag/${Key}`,
        provider: 'aws',
        subject: { type: 'identity', key: identityKey },
        owner: {
          type: isTeam ? 'team' : 'person',
          name,
          email: isEmail ? name : null,
          status: 'unknown',
        },
        basis: 'inferred',
        signal: 'tag',
        confidence: 0.7,
      };
    });
}
