import { CredentialId, IdentityId, ownerStatuses, Timestamp } from '@nonhuman/model';
import { z } from 'zod';
import {
  IdentityOwners,
  LeaverPreview,
  OwnedIdentity,
  OwnerDetail,
  OwnerRow,
  OwnershipChange,
  OwnershipPlan,
  OwnerTotals,
} from '../answers/owner.ts';
import { defineRoute } from '../define-route.ts';
import { pageOf, pageQuery } from '../paging.ts';
import { Flag, listOf, SearchText } from '../query-values.ts';
import { IdentityFilters } from './identities.ts';

/** What narrows a list of owners. */
export const OwnerFilters = z.object({
  type: listOf(z.enum(['person', 'team'])),
  status: listOf(z.enum(ownerStatuses)),
  /** Whether they are the likeliest owner of anything. */
  owning: Flag,
  q: SearchText.optional(),
});
export type OwnerFilters = z.infer<typeof OwnerFilters>;

/** What a list of owners can be ordered by. */
export const ownerSorts = ['identities', 'name'] as const;
export type OwnerSort = (typeof ownerSorts)[number];

const OwnerKey = z.string().min(1).max(1100);
const params = z.object({ ownerKey: OwnerKey });

export const listOwners = defineRoute({
  id: 'listOwners',
  method: 'get',
  path: '/v1/owners',
  summary: 'People and teams with their status and what they answer for',
  permission: 'inventory:read',
  query: OwnerFilters.extend({
    /** Who answers for most, or by name. */
    sort: z.enum(ownerSorts).default('identities'),
    ...pageQuery,
  }),
  success: { status: 200, schema: pageOf(OwnerRow) },
  errors: ['CURSOR_INVALID'],
});

export const getOwnerTotals = defineRoute({
  id: 'getOwnerTotals',
  method: 'get',
  path: '/v1/owner-totals',
  summary: 'How many people and teams of each status there are, and how much has no owner',
  permission: 'inventory:read',
  success: { status: 200, schema: OwnerTotals },
  errors: [],
});

export const getOwner = defineRoute({
  id: 'getOwner',
  method: 'get',
  path: '/v1/owners/{ownerKey}',
  summary: 'One person or team with what sources tell of them',
  permission: 'inventory:read',
  params,
  success: { status: 200, schema: OwnerDetail },
  errors: ['NOT_FOUND'],
});

export const listOwned = defineRoute({
  id: 'listOwned',
  method: 'get',
  path: '/v1/owners/{ownerKey}/identities',
  summary: 'The identities that somebody is a candidate of, the likeliest first',
  permission: 'inventory:read',
  params,
  query: z.object({
    /** Only those that they are the likeliest owner of. */
    foremost: Flag,
    ...pageQuery,
  }),
  success: { status: 200, schema: pageOf(OwnedIdentity) },
  errors: ['CURSOR_INVALID'],
});

export const getIdentityOwners = defineRoute({
  id: 'getIdentityOwners',
  method: 'get',
  path: '/v1/identities/{identityId}/owners',
  summary: 'Who may answer for an identity, with all evidence and how it adds up',
  permission: 'inventory:read',
  params: z.object({ identityId: IdentityId }),
  success: { status: 200, schema: IdentityOwners },
  errors: ['NOT_FOUND'],
});

const SubjectIds = z
  .array(z.union([IdentityId, CredentialId]))
  .min(1)
  .max(500);
const terms = {
  reason: z.string().trim().min(1).max(2000),
  /** True: answers what it would do, and changes nothing. */
  dryRun: z.boolean().default(true),
};

/** Who is to answer: somebody known by key, or anybody by name. */
export const NewOwner = z.union([
  z.object({ key: OwnerKey }),
  z.object({
    type: z.enum(['person', 'team']),
    name: z.string().trim().min(1).max(200),
    email: z.email().nullable().default(null),
  }),
]);
export type NewOwner = z.infer<typeof NewOwner>;

export const attestOwnership = defineRoute({
  id: 'attestOwnership',
  method: 'post',
  path: '/v1/ownership/attest',
  summary: 'State who answers for identities or credentials; stands above all evidence',
  permission: 'ownership:attest',
  body: z.object({
    subjectIds: SubjectIds,
    owner: NewOwner,
    /** Null has no end. */
    until: Timestamp.nullable().default(null),
    ...terms,
  }),
  success: { status: 200, schema: OwnershipPlan },
  errors: ['NOT_FOUND', 'IDEMPOTENCY_KEY_REUSED'],
  idempotent: true,
});

export const reassignOwnership = defineRoute({
  id: 'reassignOwnership',
  method: 'post',
  path: '/v1/ownership/reassign',
  summary: 'Hand over everything that an owner answers for, or all that fits a filter',
  permission: 'ownership:attest',
  body: z.object({
    /** The key of an owner: what they are the likeliest owner of. Null is everybody's. */
    from: OwnerKey.nullable().default(null),
    filter: IdentityFilters.omit({ asOf: true }).default({}),
    owner: NewOwner,
    until: Timestamp.nullable().default(null),
    ...terms,
  }),
  success: { status: 200, schema: OwnershipPlan },
  errors: ['NOT_FOUND', 'STATE_CONFLICT', 'IDEMPOTENCY_KEY_REUSED'],
  idempotent: true,
});

export const withdrawOwnership = defineRoute({
  id: 'withdrawOwnership',
  method: 'post',
  path: '/v1/ownership/withdraw',
  summary: 'Take attestations back, so that evidence counts again',
  permission: 'ownership:attest',
  body: z.object({ subjectIds: SubjectIds, ...terms }),
  success: { status: 200, schema: OwnershipPlan },
  errors: ['NOT_FOUND', 'IDEMPOTENCY_KEY_REUSED'],
  idempotent: true,
});

export const undoOwnership = defineRoute({
  id: 'undoOwnership',
  method: 'post',
  path: '/v1/ownership/changes/{changeId}/undo',
  summary: 'Undo a change of ownership as a whole',
  permission: 'ownership:attest',
  params: z.object({ changeId: z.string().regex(/^och_[a-z2-7]{26}$/) }),
  success: { status: 200, schema: z.object({ subjects: z.int().nonnegative() }) },
  errors: ['NOT_FOUND', 'STATE_CONFLICT', 'IDEMPOTENCY_KEY_REUSED'],
  idempotent: true,
});

export const listOwnershipChanges = defineRoute({
  id: 'listOwnershipChanges',
  method: 'get',
  path: '/v1/ownership/changes',
  summary: 'The last hundred changes of ownership, the newest first',
  permission: 'inventory:read',
  success: { status: 200, schema: z.object({ items: z.array(OwnershipChange) }) },
  errors: [],
});

export const getLeaverPreview = defineRoute({
  id: 'getLeaverPreview',
  method: 'get',
  path: '/v1/leaver-preview',
  summary: 'What stops, what survives and what is not known when a person leaves',
  permission: 'inventory:read',
  query: z.object({
    /** The key, e-mail address or login of a person. */
    person: z.string().trim().min(1).max(1100),
  }),
  success: { status: 200, schema: LeaverPreview },
  errors: ['NOT_FOUND', 'STATE_CONFLICT'],
});
