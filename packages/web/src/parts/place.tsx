import type { Place } from '@nonhuman/model';
import { placeText, shortPlace } from '../formats.ts';
import { Badge } from './badge.tsx';
import { CopyButton } from './copy-button.tsx';

/** Where something was seen, as file and line, with what the file lets others do. */
export function PlaceText({ place }: { place: Place }) {
  return (
    <span className="inline-flex min-w-0 flex-wrap items-center gap-x-1.5 gap-y-0.5">
      <span className="mono" title={placeText(place)}>
        {shortPlace(place)}
      </span>
      <CopyButton text={placeText(place)} what="place" isSmall />
      {place.readableBy === 'everyone' && <Badge tone="bad">Everyone may read it</Badge>}
      {place.readableBy === 'group' && <Badge tone="warn">The group may read it</Badge>}
      {place.tracked === true && <Badge tone="warn">In version control</Badge>}
    </span>
  );
}
