import { FindingId, findingStates, IdentityId, severities } from '@nonhuman/model';
import { z } from 'zod';
import { AcceptRequest, FindingDetail, FindingRow } from '../answers/finding.ts';
import { defineRoute } from '../define-route.ts';
import { pageOf, pageQuery } from '../paging.ts';
import { AsOf, listOf, Order, SearchText } from '../query-values.ts';

/** What narrows a list of findings. */
export const FindingFilters = z.object({
  check: listOf(z.string().max(100)),
  severity: listOf(z.enum(severities)),
  /** Open ones unless told. */
  state: listOf(z.enum(findingStates)),
  /** A category of the OWASP Non-Human Identities Top 10 of 2025. */
  owasp: listOf(z.string().regex(/^NHI([1-9]|10)$/)),
  provider: listOf(z.string().max(100)),
  identity: IdentityId.optional(),
  q: SearchText.optional(),
  /** In the state and severity of then; what they say is as of `lastSeenAt`. */
  asOf: AsOf.optional(),
});
export type FindingFilters = z.infer<typeof FindingFilters>;

/** What a list of findings can be ordered by. */
export const findingSorts = ['severity', 'firstSeen', 'lastSeen'] as const;
export type FindingSort = (typeof findingSorts)[number];

const params = z.object({ findingId: FindingId });

export const listFindings = defineRoute({
  id: 'listFindings',
  method: 'get',
  path: '/v1/findings',
  summary: 'Findings, filtered and ordered',
  permission: 'finding:read',
  query: FindingFilters.extend({
    sort: z.enum(findingSorts).default('severity'),
    /** Unless told: the worst, the newest. */
    order: Order.optional(),
    ...pageQuery,
  }),
  success: { status: 200, schema: pageOf(FindingRow) },
  errors: ['CURSOR_INVALID'],
});

export const getFinding = defineRoute({
  id: 'getFinding',
  method: 'get',
  path: '/v1/findings/{findingId}',
  summary: 'One finding with its evidence, its history and how to fix it',
  permission: 'finding:read',
  params,
  success: { status: 200, schema: FindingDetail },
  errors: ['NOT_FOUND'],
});

export const acceptFinding = defineRoute({
  id: 'acceptFinding',
  method: 'post',
  path: '/v1/findings/{findingId}/accept',
  summary: 'Accept the risk of a finding until a day, with a reason and someone who answers for it',
  permission: 'finding:accept',
  params,
  body: AcceptRequest,
  success: { status: 200, schema: FindingDetail },
  errors: ['NOT_FOUND', 'STATE_CONFLICT', 'IDEMPOTENCY_KEY_REUSED'],
  idempotent: true,
});

export const reopenFinding = defineRoute({
  id: 'reopenFinding',
  method: 'post',
  path: '/v1/findings/{findingId}/reopen',
  summary: 'Take back the acceptance of a finding',
  permission: 'finding:accept',
  params,
  body: z.object({ reason: z.string().trim().min(1).max(2000) }),
  success: { status: 200, schema: FindingDetail },
  errors: ['NOT_FOUND', 'STATE_CONFLICT', 'IDEMPOTENCY_KEY_REUSED'],
  idempotent: true,
});

export const bulkAcceptFindings = defineRoute({
  id: 'bulkAcceptFindings',
  method: 'post',
  path: '/v1/findings/bulk-accept',
  summary: 'Accept the risk of several findings with one reason; all or none',
  permission: 'finding:accept',
  body: AcceptRequest.extend({ findingIds: z.array(FindingId).min(1).max(500) }),
  success: { status: 200, schema: z.object({ accepted: z.int().nonnegative() }) },
  errors: ['NOT_FOUND', 'STATE_CONFLICT', 'IDEMPOTENCY_KEY_REUSED'],
  idempotent: true,
});
