import type { PrincipalRef } from '@nonhuman/api-contract';
import { Link } from '@tanstack/react-router';
import { Badge } from './badge.tsx';

/** One end of a delegation; it leads on when it is an identity of the inventory. */
export function Principal({ principal }: { principal: PrincipalRef }) {
  const tone =
    principal.type === 'public' ? 'bad' : principal.type === 'external' ? 'warn' : 'plain';
  return (
    <span className="inline-flex flex-wrap items-center gap-1.5">
      {principal.id?.startsWith('idn_') ? (
        <Link
          to="/identities/$identityId"
          params={{ identityId: principal.id }}
          className="font-medium break-words hover:text-accent hover:underline"
        >
          {principal.name}
        </Link>
      ) : (
        <span className="font-medium break-all">{principal.name}</span>
      )}
      {principal.type !== 'identity' && <Badge tone={tone}>{principal.type}</Badge>}
    </span>
  );
}
