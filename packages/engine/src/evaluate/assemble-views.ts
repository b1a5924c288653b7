import type { CredentialSeen, ExposureSeen, IdentityView } from '@nonhuman/checks';
import type { Entitlement, Resource } from '@nonhuman/model';
import type { SubjectRows } from '@nonhuman/store';
import { statementsOf } from '../ownership/owners-of-rows.ts';

/** What views are made of besides their own rows. */
export interface Surrounding {
  readonly entitlements: ReadonlyMap<string, Entitlement>;
  readonly resources: ReadonlyMap<string, Resource>;
  coverageOf(scopeId: string): IdentityView['coverage'];
  /** The candidates of an identity by id, the likeliest first. */
  ownersOf(id: string): IdentityView['owners'];
}

/** One view an identity, in the order of the rows. */
export function assembleViews(rows: SubjectRows, surrounding: Surrounding): IdentityView[] {
  const credentialOwner = new Map(
    rows.credentials.map(({ id, identity_id: holder }) => [id, holder]),
  );
  const exposuresOfCredential = groupBy(rows.exposures, (row) => row.credential_id);
  const exposures = groupBy(
    rows.exposures,
    (row) => row.identity_id ?? credentialOwner.get(row.credential_id ?? '') ?? null,
  );
  const credentials = groupBy(rows.credentials, (row) => row.identity_id);
  const grants = groupBy(rows.grants, (row) => row.principal_id);
  const from = groupBy(rows.delegations, (row) => row.from_id);
  const to = groupBy(rows.delegations, (row) => row.to_id);
  const instances = groupBy(rows.instances, (row) => row.identity_id);
  const references = groupBy(rows.secretReferences, (row) => row.identity_id);
  return rows.identities.map(({ id, scope_id: scopeId, facts: identity }) => {
    const held = credentials.get(id) ?? [];
    const granted = grants.get(id) ?? [];
    const owners = surrounding.ownersOf(id);
    return {
      id,
      identity,
      credentials: held.map(
        (row): CredentialSeen => ({
          id: row.id,
          credential: row.facts,
          exposures: (exposuresOfCredential.get(row.id) ?? []).map(exposureSeen),
        }),
      ),
      instances: factsOf(instances.get(id)),
      grants: granted.map((row) => ({
        grant: row.facts,
        entitlement: surrounding.entitlements.get(row.entitlement_id) ?? null,
      })),
      delegationsFrom: factsOf(from.get(id)),
      delegationsTo: factsOf(to.get(id)),
      exposures: factsOf(exposures.get(id)),
      secretReferences: factsOf(references.get(id)),
      ownership: statementsOf(identity, owners),
      owners,
      resources: granted.flatMap((row) => {
        const resource =
          row.resource_id === null ? undefined : surrounding.resources.get(row.resource_id);
        return resource === undefined ? [] : [resource];
      }),
      coverage: surrounding.coverageOf(scopeId),
    };
  });
}

/** An exposure with its id. */
export function exposureSeen(row: SubjectRows['exposures'][number]): ExposureSeen {
  return { id: row.id, exposure: row.facts };
}

function factsOf<T>(rows: readonly { readonly facts: T }[] | undefined): T[] {
  return rows?.map(({ facts }) => facts) ?? [];
}

function groupBy<Row>(
  rows: readonly Row[],
  keyOf: (row: Row) => string | null,
): Map<string, Row[]> {
  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    const key = keyOf(row);
    if (key === null) continue;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [row]);
    else group.push(row);
  }
  return groups;
}
