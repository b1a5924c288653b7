import type { CredentialThing } from '@nonhuman/api-contract';
import { countOf } from '../../formats.ts';
import { Badge, StatusBadge } from '../../parts/badge.tsx';
import { Nothing, Panel } from '../../parts/panel.tsx';
import { PlaceText } from '../../parts/place.tsx';
import { type Column, Table } from '../../parts/table.tsx';
import { ObservedTime } from '../../parts/time.tsx';
import { credentialName } from '../../words.ts';

const columns: readonly Column<CredentialThing>[] = [
  {
    id: 'name',
    title: 'Credential',
    isName: true,
    cell: ({ value, exposures }) => (
      <div className="min-w-0 max-w-md">
        <span className="font-medium break-words">{value.name}</span>{' '}
        {exposures.length > 0 && <Badge tone="bad">{countOf(exposures.length, 'exposure')}</Badge>}
        <div className="text-xs text-soft">
          {credentialName(value.kind)}
          {value.publicId && (
            <>
              {' · '}
              <span className="mono">{value.publicId}</span>
            </>
          )}
          {value.preview && (
            <>
              {' · '}
              <span className="mono" title="Redacted; the value is not kept">
                {value.preview}
              </span>
            </>
          )}
        </div>
        {value.place !== undefined && (
          <div className="text-xs">
            <PlaceText place={value.place} />
          </div>
        )}
      </div>
    ),
  },
  { id: 'status', title: 'Status', cell: ({ value }) => <StatusBadge status={value.status} /> },
  {
    id: 'lastUsed',
    title: 'Last used',
    cell: ({ value }) => <ObservedTime value={value.lastUsedAt} never="Never used" />,
  },
  {
    id: 'created',
    title: 'Created',
    cell: ({ value }) => <ObservedTime value={value.createdAt} never="Not created" />,
  },
  {
    id: 'rotated',
    title: 'Rotated',
    cell: ({ value }) => <ObservedTime value={value.lastRotatedAt} never="Never rotated" />,
  },
  {
    id: 'expires',
    title: 'Expires',
    cell: ({ value }) => <ObservedTime value={value.expiresAt} never="Never expires" />,
  },
];

/** With what it signs in: lifetime, last use, preview and place of each. */
export function Credentials({ credentials }: { credentials: readonly CredentialThing[] }) {
  return (
    <Panel flush title="Credentials" count={credentials.length}>
      {credentials.length === 0 ? (
        <Nothing title="No credential seen" />
      ) : (
        <Table label="Credentials" columns={columns} rows={credentials} keyOf={({ id }) => id} />
      )}
    </Panel>
  );
}
