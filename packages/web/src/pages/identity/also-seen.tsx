import { type IdentityDetail, routes } from '@nonhuman/api-contract';
import { getRouteApi } from '@tanstack/react-router';
import { useAnswer } from '../../api.ts';
import { AlsoSeen } from '../../parts/also-seen.tsx';
import { Nothing, Panel } from '../../parts/panel.tsx';
import { View } from '../../parts/view.tsx';

const route = getRouteApi('/identities/$identityId');

/** Where else the identity and its credentials are seen, and what they are bound to there. */
export function AlsoSeenPanel({ identity }: { identity: IdentityDetail }) {
  const { asOf } = route.useSearch();
  const query = useAnswer(routes.getIdentityLinks, {
    params: { identityId: identity.id },
    query: { asOf },
  });
  const { data } = query;
  const ids = new Set([identity.id, ...identity.credentials.map(({ id }) => id)]);
  return (
    <Panel flush title="Also seen as" {...(data === undefined ? {} : { count: data.items.length })}>
      <View query={query} lines={3}>
        {({ items, truncated }) =>
          items.length === 0 ? (
            <Nothing title="Nowhere else">
              Nothing that was read from another source is the same, or bound to it.
            </Nothing>
          ) : (
            <>
              <AlsoSeen links={items} ids={ids} />
              {truncated && (
                <p className="border-t border-line px-4 py-2.5 text-sm text-soft">
                  The surest {items.length}; there are more.
                </p>
              )}
            </>
          )
        }
      </View>
    </Panel>
  );
}
