import type { Place } from '@nonhuman/model';

/**
 * Files and fields, each once and in order, as `host:locator` where the host is told. A host that is
 * not told makes no place of its own beside the same locator on a host: it may be that one.
 */
export function distinctPlaces(places: Iterable<Place>): string[] {
  const hosts = new Map<string, Set<string>>();
  for (const { locator, host } of places) {
    const known = hosts.get(locator) ?? new Set();
    hosts.set(locator, host === undefined ? known : known.add(host));
  }
  return [...hosts]
    .flatMap(([locator, on]) =>
      on.size === 0 ? [locator] : [...on].map((host) => `${host}:${locator}`),
    )
    .toSorted();
}
