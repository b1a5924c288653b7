import type { IdentityDetail, OwnerRef, PrincipalRef, Risk } from '@nonhuman/api-contract';
import { type IdentityId, NhiError } from '@nonhuman/model';
import {
  type AroundIdentity,
  aroundLimit,
  readAroundIdentity,
  readCoverage,
  readFindingsOf,
  readFindingsOfAt,
  readIdentityRisk,
  readIdentityRows,
  type Thing,
} from '@nonhuman/store';
import { z } from 'zod';
import type { Workings } from '../workings.ts';
import { findingAnswer } from './finding-answers.ts';

/** All that is known around one identity, now or as of a moment. Throws `NOT_FOUND`. */
export async function showIdentity(
  workings: Workings,
  asked: { readonly id: IdentityId; readonly at: Date | null },
): Promise<IdentityDetail> {
  const { db, workspaceId } = workings;
  const around = await readAroundIdentity(db, workspaceId, asked);
  if (around === null) throw new NhiError('NOT_FOUND', { hint: 'No identity has this id.' });
  const { identity } = around;
  const isNow = around.at === null;
  const limit = aroundLimit + 1;
  const [findings, judged, coverage, [row]] = await Promise.all([
    around.at === null
      ? readFindingsOf(db, workspaceId, { identityId: asked.id, limit })
      : readFindingsOfAt(db, workspaceId, { identityId: asked.id, at: around.at, limit }),
    isNow ? readIdentityRisk(db, workspaceId, asked.id) : null,
    readCoverage(db, workspaceId, { connectionId: null, scopeId: identity.scope?.id ?? '' }),
    isNow ? readIdentityRows(db, workspaceId, [asked.id]) : [],
  ]);
  const lists = listsOf(around);
  const cut = cutLists({ ...lists, findings: findings.map((row) => findingAnswer(workings, row)) });
  const { from, to, ...rest } = cut.lists;
  return {
    ...identity,
    id: asked.id,
    asOf: around.at?.toISOString() ?? null,
    owner: isNow ? (row?.owner ?? null) : foremost(around),
    worstSeverity: judged?.worstSeverity ?? null,
    risk: judged === null ? null : riskAnswer(judged),
    ...rest,
    delegations: { from, to },
    coverage,
    truncated: cut.truncated,
  };
}

function listsOf(around: AroundIdentity) {
  const { identity, idOf, names } = around;
  const delegations = around.delegations.map((row) => delegationAnswer(row, { idOf, names }));
  return {
    credentials: around.credentials.map((credential) => ({
      ...credential,
      exposures: around.exposures.filter(
        ({ value }) => value.credentialKey === credential.value.key,
      ),
    })),
    instances: around.instances,
    grants: around.grants.map((grant) => ({
      ...grant,
      entitlement:
        around.entitlements.get(idOf('entitlement', grant.value.entitlementKey))?.value ?? null,
      resource:
        typeof grant.value.resourceKey === 'string'
          ? (around.resources.get(idOf('resource', grant.value.resourceKey))?.value ?? null)
          : null,
    })),
    from: delegations.filter((row) => row.from.id === identity.id),
    to: delegations.filter((row) => row.from.id !== identity.id),
    exposures: around.exposures,
    secretReferences: around.secretReferences,
    ownership: around.ownership,
  };
}

/** A delegation with its ends by name; an end that is not in the inventory has no id. */
export function delegationAnswer<Row extends Thing<'delegation'>>(
  row: Row,
  { idOf, names }: Pick<AroundIdentity, 'idOf' | 'names'>,
) {
  const { from, to } = row.value;
  const fromId = from.type === 'identity' ? idOf('identity', from.key) : null;
  const toId = idOf(to.type, to.key);
  const known = (id: string | null) => (id !== null && names.has(id) ? id : null);
  return {
    ...row,
    from: {
      id: known(fromId),
      type: from.type,
      name: names.get(fromId ?? '') ?? from.name,
    } satisfies PrincipalRef,
    to: { id: known(toId), type: to.type, name: names.get(toId) ?? to.key } satisfies PrincipalRef,
  };
}

function cutLists<Lists extends Record<string, readonly unknown[]>>(lists: Lists) {
  const truncated: string[] = [];
  const cut = Object.fromEntries(
    Object.entries(lists).map(([name, list]) => {
      if (list.length > aroundLimit) truncated.push(name);
      return [name, list.slice(0, aroundLimit)];
    }),
  ) as { [Name in keyof Lists]: Lists[Name][number][] };
  return { lists: cut, truncated };
}

/** Attested before inferred, those who are there before those who left, then the surest; as the evaluation chooses. */
function foremost({ identity, ownership }: AroundIdentity): OwnerRef | null {
  const [best] = ownership
    .map(({ value }) => value)
    .filter(({ subject }) => subject.type === 'identity' && subject.key === identity.value.key)
    .toSorted(
      (a, b) =>
        Number(b.basis === 'attested') - Number(a.basis === 'attested') ||
        Number(a.owner.status === 'left') - Number(b.owner.status === 'left') ||
        b.confidence - a.confidence ||
        (a.owner.name < b.owner.name ? -1 : 1),
    );
  return best ? { ...best.owner, basis: best.basis } : null;
}

const Factors = z.array(
  z.object({
    id: z.string(),
    points: z.number(),
    because: z.string(),
    action: z.string().nullable(),
  }),
);
const Lower = z.array(z.object({ action: z.string(), points: z.number() }));

function riskAnswer(judged: { score: number; factors: unknown; wouldLower: unknown }): Risk {
  return {
    score: judged.score,
    factors: Factors.parse(judged.factors),
    wouldLower: Lower.parse(judged.wouldLower),
  };
}
