import {
  accessLevels,
  Credential,
  CredentialId,
  credentialKinds,
  observed,
  Place,
  severities,
  statuses,
  Timestamp,
} from '@nonhuman/model';
import { z } from 'zod';
import { ExposureThing, IdentityRef, ScopeRef, thingOf } from './thing.ts';

/** One line of the credential list. Metadata only: a value is never kept, so it cannot be answered. */
export const CredentialRow = z.object({
  id: CredentialId,
  name: z.string(),
  kind: z.enum(credentialKinds),
  nativeType: z.string(),
  provider: z.string(),
  scope: ScopeRef.nullable(),
  status: z.enum(statuses),
  access: z.enum(accessLevels),
  /** Whose it is; null when nothing tells. */
  identity: IdentityRef.nullable(),
  /** The identifier that the provider itself shows. */
  publicId: z.string().nullable(),
  preview: z.string().nullable(),
  createdAt: observed(Timestamp),
  expiresAt: observed(Timestamp),
  lastUsedAt: observed(Timestamp),
  lastRotatedAt: observed(Timestamp),
  place: Place.nullable(),
  /** Places where its value was seen, tools' own files left out. */
  exposures: z.int().nonnegative(),
  openFindings: z.int().nonnegative(),
  worstSeverity: z.enum(severities).nullable(),
});
export type CredentialRow = z.infer<typeof CredentialRow>;

/** A credential with the exposures of its value. */
export const CredentialThing = thingOf(Credential).extend({
  exposures: z.array(ExposureThing),
});
export type CredentialThing = z.infer<typeof CredentialThing>;
