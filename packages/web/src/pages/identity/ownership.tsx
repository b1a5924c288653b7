import type { OwnershipThing } from '@nonhuman/api-contract';
import { fieldName } from '../../formats.ts';
import { Badge } from '../../parts/badge.tsx';
import { Panel } from '../../parts/panel.tsx';
import { PlaceText } from '../../parts/place.tsx';

/** Who answers for it, with what tells so and how sure that is. */
export function OwnershipPanel({ ownership }: { ownership: readonly OwnershipThing[] }) {
  const best = [...ownership].sort(
    (a, b) =>
      Number(b.value.basis === 'attested') - Number(a.value.basis === 'attested') ||
      b.value.confidence - a.value.confidence,
  );
  return (
    <Panel title="Ownership">
      {best.length === 0 ? (
        <p className="text-sm text-soft">Nothing that was read tells who answers for it.</p>
      ) : (
        <ul className="space-y-3 text-sm">
          {best.map(({ id, value }) => (
            <li key={id}>
              <div className="flex flex-wrap items-center gap-1.5">
                <span className="font-medium">{value.owner.name}</span>
                {value.owner.status === 'left' && <Badge tone="bad">Left</Badge>}
                <Badge tone={value.basis === 'attested' ? 'good' : 'plain'}>
                  {value.basis === 'attested' ? 'Attested' : 'Inferred'}
                </Badge>
              </div>
              <div className="text-soft">
                From {fieldName(value.signal).toLowerCase()}, confidence{' '}
                <span className="tabular-nums">{Math.round(value.confidence * 100)} of 100</span>
              </div>
              {value.place !== undefined && (
                <div className="text-xs text-soft">
                  <PlaceText place={value.place} />
                </div>
              )}
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}
