import type { IdentityDetail } from '@nonhuman/api-contract';
import { Link } from '@tanstack/react-router';
import { capital, fieldName, jsonText } from '../../formats.ts';
import { Badge } from '../../parts/badge.tsx';
import { Facts, Nothing, Panel } from '../../parts/panel.tsx';
import { PlaceText } from '../../parts/place.tsx';
import { SeverityMark } from '../../parts/severity.tsx';
import { Ago, ObservedTime } from '../../parts/time.tsx';
import { AlsoSeenPanel } from './also-seen.tsx';
import { Credentials } from './credentials.tsx';
import { Exposures, SecretReferences } from './exposures.tsx';
import { NotRead } from './not-read.tsx';
import { OwnershipPanel } from './ownership.tsx';
import { RiskPanel } from './risk-panel.tsx';

/** What one wants to know first: what is wrong, with what it signs in, where secrets lie, who answers. */
export function SummaryTab({ identity }: { identity: IdentityDetail }) {
  return (
    <div className="grid gap-4 xl:grid-cols-[minmax(0,1fr)_22rem]">
      <div className="min-w-0 space-y-4">
        <Findings identity={identity} />
        <Credentials credentials={identity.credentials} />
        <AlsoSeenPanel identity={identity} />
        <Exposures exposures={identity.exposures} />
        {identity.secretReferences.length > 0 && (
          <SecretReferences references={identity.secretReferences} />
        )}
        {identity.instances.length > 0 && <Instances identity={identity} />}
      </div>
      <div className="grid min-w-0 content-start gap-4 md:grid-cols-2 xl:grid-cols-1">
        <RiskPanel risk={identity.risk} />
        <About identity={identity} />
        <OwnershipPanel identity={identity} />
        <NotRead identity={identity} />
      </div>
    </div>
  );
}

function Findings({ identity }: { identity: IdentityDetail }) {
  const open = identity.findings.filter(({ state }) => state !== 'resolved');
  return (
    <Panel flush title="Findings" count={open.length}>
      {open.length === 0 ? (
        <Nothing title="No open finding">That is true of what was read.</Nothing>
      ) : (
        <ul className="divide-y divide-line">
          {open.map((finding) => (
            <li
              key={finding.id}
              className="grid gap-x-3 gap-y-0.5 px-4 py-2.5 text-sm sm:grid-cols-[5.5rem_1fr]"
            >
              <span>
                <SeverityMark severity={finding.severity} />
              </span>
              <div className="min-w-0">
                <Link
                  to="/findings"
                  search={{
                    identity: identity.id,
                    finding: finding.id,
                    state: [finding.state],
                  }}
                  className="font-medium hover:text-accent hover:underline"
                >
                  {finding.title}
                </Link>{' '}
                {finding.state === 'accepted' && <Badge>Accepted</Badge>}
                <p className="wrap-anywhere">
                  {finding.subject.type === 'identity'
                    ? capital(finding.because)
                    : `${finding.subject.name ?? ''}: ${finding.because}`}
                </p>
                <p className="text-soft">{finding.nextAction}</p>
              </div>
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}

function Instances({ identity }: { identity: IdentityDetail }) {
  return (
    <Panel flush title="Where it runs" count={identity.instances.length}>
      <ul className="divide-y divide-line">
        {identity.instances.map(({ id, value }) => (
          <li key={id} className="px-4 py-2.5 text-sm">
            <span className="font-medium">{value.name}</span>{' '}
            <span className="text-soft">{value.nativeType}</span>
            {value.place !== undefined && (
              <div className="text-soft">
                <PlaceText place={value.place} />
              </div>
            )}
          </li>
        ))}
      </ul>
    </Panel>
  );
}

function About({ identity }: { identity: IdentityDetail }) {
  const { value } = identity;
  const tags = Object.entries(value.tags ?? {});
  return (
    <Panel title="About">
      <Facts
        rows={[
          [
            'Native type',
            <span key="v" className="mono">
              {value.nativeType}
            </span>,
          ],
          ['Created', <ObservedTime key="v" value={value.createdAt} never="Not created" />],
          ['Last used', <ObservedTime key="v" value={value.lastUsedAt} never="Never used" />],
          ...(value.createdBy?.state === 'seen'
            ? [['Created by', value.createdBy.value] as const]
            : []),
          ['First seen', <Ago key="v" at={identity.firstSeenAt} />],
          ['Last seen', <Ago key="v" at={identity.lastSeenAt} />],
          ...(value.description ? [['Description', value.description] as const] : []),
          ...(value.place === undefined
            ? []
            : [['Place', <PlaceText key="v" place={value.place} />] as const]),
          ...tags.map(([name, text]) => [`Tag ${name}`, text] as const),
          ...Object.entries(value.attributes ?? {}).map(
            ([name, fact]) => [fieldName(name), jsonText(fact)] as const,
          ),
        ]}
      />
    </Panel>
  );
}
