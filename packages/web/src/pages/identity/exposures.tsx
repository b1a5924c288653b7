import type { ExposureThing, SecretReferenceThing } from '@nonhuman/api-contract';
import { sentence } from '../../formats.ts';
import { Badge } from '../../parts/badge.tsx';
import { Nothing, Panel } from '../../parts/panel.tsx';
import { PlaceText } from '../../parts/place.tsx';
import { Ago } from '../../parts/time.tsx';

/** Where secrets of it were seen. */
export function Exposures({ exposures }: { exposures: readonly ExposureThing[] }) {
  return (
    <Panel flush title="Exposures" count={exposures.length}>
      {exposures.length === 0 ? (
        <Nothing title="No secret of it was seen in what was scanned" />
      ) : (
        <ul className="divide-y divide-line">
          {exposures.map(({ id, value, firstSeenAt }) => (
            <li key={id} className="px-4 py-2.5 text-sm">
              <div className="flex flex-wrap items-center gap-x-2 gap-y-0.5">
                <span className="font-medium">{value.title}</span>
                <Badge tone={value.setting === 'tool-configuration' ? 'plain' : 'warn'}>
                  {sentence(value.setting)}
                </Badge>
                <span className="text-soft">
                  first seen <Ago at={firstSeenAt} />
                </span>
              </div>
              <PlaceText place={value.place} />
              <div className="text-xs text-soft">
                <span className="mono">{value.preview}</span> · found by{' '}
                <span className="mono">{value.detector}</span>
              </div>
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}

/** Secrets that it reads by name from elsewhere. */
export function SecretReferences({ references }: { references: readonly SecretReferenceThing[] }) {
  return (
    <Panel flush title="Secret references" count={references.length}>
      <ul className="divide-y divide-line">
        {references.map(({ id, value }) => (
          <li key={id} className="px-4 py-2.5 text-sm">
            <span className="mono font-medium">{value.name}</span>{' '}
            <Badge>{sentence(value.store)}</Badge>
            <div className="text-soft">
              <PlaceText place={value.place} />
            </div>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
