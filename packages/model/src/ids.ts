import { z } from 'zod';

function id<const Prefix extends string>(prefix: Prefix, letters = 26) {
  return z
    .string()
    .regex(new RegExp(`^${prefix}_[a-z2-7]{${letters}}$`))
    .brand<Prefix>();
}

/** Every noun that the inventory keeps, by its name in the store and the API. */
export const nouns = [
  'identity',
  'instance',
  'credential',
  'resource',
  'entitlement',
  'grant',
  'delegation',
  'exposure',
  'secret-reference',
  'ownership',
  'person',
  'team',
] as const;
export type Noun = (typeof nouns)[number];

/** The first letters of the ids of each noun. */
export const idPrefixes = {
  identity: 'idn',
  instance: 'ins',
  credential: 'crd',
  resource: 'res',
  entitlement: 'ent',
  grant: 'grt',
  delegation: 'dlg',
  exposure: 'exp',
  'secret-reference': 'ref',
  ownership: 'own',
  person: 'per',
  team: 'tem',
} as const satisfies Record<Noun, string>;

/** Shorter than others, as it stands in every row and every index. */
export const WorkspaceId = id('wsp', 12);
export type WorkspaceId = z.infer<typeof WorkspaceId>;
export const ConnectionId = id('con');
export type ConnectionId = z.infer<typeof ConnectionId>;
export const ScopeId = id('scp');
export type ScopeId = z.infer<typeof ScopeId>;
export const SyncId = id('syn');
export type SyncId = z.infer<typeof SyncId>;
export const IdentityId = id('idn');
export type IdentityId = z.infer<typeof IdentityId>;
export const CredentialId = id('crd');
export type CredentialId = z.infer<typeof CredentialId>;
export const FindingId = id('fnd');
export type FindingId = z.infer<typeof FindingId>;
/** The id of any noun of the inventory. */
export const ThingId = z
  .string()
  .regex(/^(idn|ins|crd|res|ent|grt|dlg|exp|ref|own|per|tem)_[a-z2-7]{26}$/);
export type ThingId = z.infer<typeof ThingId>;
