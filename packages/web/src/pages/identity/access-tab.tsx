import type { DelegationThing, GrantThing, IdentityDetail } from '@nonhuman/api-contract';
import { countOf, jsonText } from '../../formats.ts';
import { AccessText, Badge } from '../../parts/badge.tsx';
import { Nothing, Panel } from '../../parts/panel.tsx';
import { Principal } from '../../parts/principal.tsx';
import { type Column, Table } from '../../parts/table.tsx';
import { delegationVerbs } from '../../words.ts';
import { NotRead } from './not-read.tsx';

/** What it may do, whom it may become, and who may become it. */
export function AccessTab({ identity }: { identity: IdentityDetail }) {
  return (
    <div className="space-y-4">
      <Panel flush title="Grants" count={identity.grants.length}>
        {identity.grants.length === 0 ? (
          <Nothing title="No grant was read" />
        ) : (
          <Table
            label="Grants"
            columns={grantColumns}
            rows={identity.grants}
            keyOf={({ id }) => id}
          />
        )}
      </Panel>
      <div className="grid gap-4 lg:grid-cols-2">
        <Panel flush title="It may become or use" count={identity.delegations.from.length}>
          <Delegations rows={identity.delegations.from} end="to" />
        </Panel>
        <Panel flush title="May become or use it" count={identity.delegations.to.length}>
          <Delegations rows={identity.delegations.to} end="from" />
        </Panel>
      </div>
      <NotRead identity={identity} />
    </div>
  );
}

const grantColumns: readonly Column<GrantThing>[] = [
  {
    id: 'entitlement',
    title: 'Entitlement',
    isName: true,
    cell: ({ value, entitlement }) => (
      <div className="min-w-0 max-w-md">
        <span className="font-medium break-words">{entitlement?.name ?? value.entitlementKey}</span>
        <div className="text-xs text-soft">
          {entitlement === null ? 'What it allows was not read' : entitlement.nativeType}
          {(entitlement?.wildcards?.length ?? 0) > 0 && (
            <>
              {' · wildcards '}
              <span className="mono">{entitlement?.wildcards?.slice(0, 4).join(', ')}</span>
            </>
          )}
        </div>
      </div>
    ),
  },
  {
    id: 'access',
    title: 'Access',
    cell: ({ entitlement }) => <AccessText access={entitlement?.access ?? 'unknown'} />,
  },
  {
    id: 'on',
    title: 'On',
    cell: ({ value, resource }) => (
      <span className="mono">
        {resource?.name ?? (value.on === '*' ? '* (everything)' : value.on)}
      </span>
    ),
  },
  {
    id: 'via',
    title: 'Through',
    cell: ({ value }) => value.via ?? <span className="text-soft">Direct</span>,
  },
  {
    id: 'conditional',
    title: 'Condition',
    cell: ({ value }) =>
      value.conditional ? (
        <Badge tone="strong">Conditional</Badge>
      ) : (
        <span className="text-soft">None</span>
      ),
  },
];

function Delegations({ rows, end }: { rows: readonly DelegationThing[]; end: 'from' | 'to' }) {
  if (rows.length === 0) return <Nothing title="None was read" />;
  return (
    <ul className="divide-y divide-line">
      {rows.map((row) => (
        <li key={row.id} className="px-4 py-2.5 text-sm">
          <span className="text-soft">
            {end === 'to' ? `${delegationVerbs[row.value.kind]} ` : ''}
          </span>
          <Principal principal={row[end]} />
          <span className="text-soft">
            {end === 'from' ? ` ${delegationVerbs[row.value.kind]} this identity` : ''}
          </span>{' '}
          {row.value.conditional && <Badge tone="strong">Conditional</Badge>}
          {row.value.conditions !== undefined && (
            <details className="mt-1">
              <summary className="text-xs text-soft">
                {Array.isArray(row.value.conditions)
                  ? countOf(row.value.conditions.length, 'condition')
                  : 'Conditions'}
              </summary>
              <pre className="mt-1 overflow-x-auto rounded bg-canvas p-2 font-mono text-xs whitespace-pre-wrap">
                {typeof row.value.conditions === 'object'
                  ? JSON.stringify(row.value.conditions, null, 2)
                  : jsonText(row.value.conditions)}
              </pre>
            </details>
          )}
        </li>
      ))}
    </ul>
  );
}
