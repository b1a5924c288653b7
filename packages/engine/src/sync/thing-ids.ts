import type { Noun, WorkspaceId } from '@nonhuman/model';
import { thingId } from '@nonhuman/runtime';
import type { IdOf } from '@nonhuman/store';

/** Ids that are kept at hand; then all are forgotten, so that memory stays bounded. */
const keptIds = 50_000;

/** What others point at. */
const pointedAt: ReadonlySet<Noun> = new Set<Noun>([
  'identity',
  'credential',
  'entitlement',
  'resource',
]);

/** The ids of a connector's rows. Most are asked for several times: a row's own, then those that point at it. */
export function thingIds(of: {
  readonly workspaceId: WorkspaceId;
  readonly connectorId: string;
}): IdOf {
  const kept = new Map<Noun, Map<string, string>>();
  let size = 0;
  return (noun, key) => {
    if (!pointedAt.has(noun)) return thingId({ ...of, noun, key });
    let ofNoun = kept.get(noun);
    const known = ofNoun?.get(key);
    if (known !== undefined) return known;
    const id = thingId({ ...of, noun, key });
    if (size >= keptIds) {
      kept.clear();
      size = 0;
      ofNoun = undefined;
    }
    if (ofNoun === undefined) kept.set(noun, (ofNoun = new Map()));
    ofNoun.set(key, id);
    size += 1;
    return id;
  };
}
