import type { OwnerRef } from '@nonhuman/api-contract';
import { Badge } from './badge.tsx';

/** Who answers for something; a guess is called a guess. */
export function Owner({ owner }: { owner: OwnerRef | null }) {
  if (owner === null) return <span className="text-soft">Nobody known</span>;
  return (
    <span
      className="inline-flex min-w-0 flex-wrap items-center gap-x-1.5"
      title={owner.email ?? owner.name}
    >
      <span className="truncate">{owner.name}</span>
      {owner.status === 'left' && <Badge tone="bad">Left</Badge>}
      {owner.basis === 'inferred' && <span className="text-xs text-soft">(inferred)</span>}
    </span>
  );
}
