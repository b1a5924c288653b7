import type { IdentityDetail } from '@nonhuman/api-contract';
import { Link } from '@tanstack/react-router';
import { Panel } from '../../parts/panel.tsx';
import { Ago } from '../../parts/time.tsx';

const states = {
  complete: 'Read to its end',
  partial: 'Read in part',
  'not-read': 'Not read',
} as const;

/** What was and was not read around this identity. An empty list means "none" only where the reading was complete. */
export function NotRead({ identity }: { identity: IdentityDetail }) {
  const lacking = identity.coverage.filter(({ state }) => state !== 'complete');
  return (
    <Panel
      title="What was not read"
      aside={
        <Link to="/coverage" className="link text-sm">
          Coverage
        </Link>
      }
    >
      {lacking.length === 0 ? (
        <p className="text-sm text-soft">
          {identity.coverage.length === 0
            ? 'No listing is known that this identity came from.'
            : 'All listings that feed this page were read to their end.'}
        </p>
      ) : (
        <ul className="space-y-3 text-sm">
          {lacking.map((listing) => (
            <li key={`${listing.listing}${listing.scope.id}`}>
              <p>
                <span className="font-medium">{states[listing.state]}</span>:{' '}
                {listing.nouns.join(', ')} <span className="mono text-soft">{listing.listing}</span>
              </p>
              {listing.gaps.slice(0, 3).map((gap) => (
                <p key={gap.message} className="text-soft">
                  {gap.message}
                  {gap.needs !== null && (
                    <>
                      . Needs <span className="mono text-ink">{gap.needs}</span>
                    </>
                  )}
                </p>
              ))}
              {listing.lastCompleteAt !== null && (
                <p className="text-soft">
                  Last complete <Ago at={listing.lastCompleteAt} />
                </p>
              )}
            </li>
          ))}
        </ul>
      )}
      {identity.truncated.length > 0 && (
        <p className="mt-3 text-sm text-soft">
          Cut at their bound: {identity.truncated.join(', ')}. The export holds all.
        </p>
      )}
    </Panel>
  );
}
