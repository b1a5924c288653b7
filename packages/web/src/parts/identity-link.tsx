import type { IdentityRef } from '@nonhuman/api-contract';
import { Link } from '@tanstack/react-router';
import { providerName } from '../words.ts';
import { KindIcon } from './kind-icon.tsx';

/** An identity by kind, name and provider. */
export function IdentityLink({
  identity,
}: {
  identity: Pick<IdentityRef, 'id' | 'name' | 'kind'> & { provider?: string };
}) {
  return (
    <span className="inline-flex min-w-0 max-w-full items-start gap-1.5">
      <KindIcon kind={identity.kind} className="mt-0.5 size-4" />
      <span className="min-w-0">
        <Link
          to="/identities/$identityId"
          params={{ identityId: identity.id }}
          className="font-medium wrap-anywhere text-ink underline-offset-2 hover:text-accent hover:underline"
        >
          {identity.name}
        </Link>
        {identity.provider !== undefined && (
          <span className="text-xs whitespace-nowrap text-soft">
            {' '}
            {providerName(identity.provider)}
          </span>
        )}
      </span>
    </span>
  );
}
