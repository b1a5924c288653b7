import type { IdentityFacets } from '@nonhuman/api-contract';
import type { Severity } from '@nonhuman/model';
import { getRouteApi, Link } from '@tanstack/react-router';
import { sentence } from '../../formats.ts';
import { Facet } from '../../parts/facet.tsx';
import { Choose, FilterChip } from '../../parts/filters.tsx';
import { toggled } from '../../url-state.ts';
import {
  accessNames,
  environmentNames,
  kindNames,
  providerName,
  severityOrder,
} from '../../words.ts';

const route = getRouteApi('/identities');

const names = {
  kind: (key: string) => nameIn(kindNames, key),
  provider: providerName,
  status: (key: string) => (key === 'unknown' ? 'Not known' : sentence(key)),
  environment: (key: string) => nameIn(environmentNames, key),
  access: (key: string) => nameIn(accessNames, key),
  owner: (key: string) => (key === 'none' ? 'Nobody known' : sentence(key)),
  scope: (key: string) => key,
} as const;
type ListFacet = keyof typeof names;

const titles: Readonly<Record<ListFacet, string>> = {
  kind: 'Kind',
  provider: 'Provider',
  status: 'Status',
  environment: 'Environment',
  access: 'Access',
  owner: 'Owner',
  scope: 'Scope',
};
const order = ['kind', 'provider', 'access', 'owner', 'environment', 'status', 'scope'] as const;

function nameIn(words: Readonly<Record<string, string>>, key: string): string {
  return words[key] ?? sentence(key);
}

/** What the list can be narrowed by, with how many there are of each. */
export function Facets({ facets }: { facets: IdentityFacets | undefined }) {
  const state = route.useSearch();
  const navigate = route.useNavigate();
  const scopeNames = new Map(facets?.scope.map(({ key, name }) => [key, name]));
  const nameOf = (facet: ListFacet) => (key: string) =>
    facet === 'scope' ? (scopeNames.get(key) ?? key) : names[facet](key);
  const choose = (facet: ListFacet) => (key: string) =>
    void navigate({
      search: (now) => ({ ...now, [facet]: toggled<string>(now[facet], key) }),
      replace: true,
    });
  const severities = new Map(facets?.severity.map(({ key, count }) => [key, count]));
  return (
    <div>
      <div className="mb-3">
        <Choose
          label="Worst open finding"
          any="Any severity"
          value={state.severity}
          choices={severityOrder.map((severity) => ({
            value: severity,
            name: `${severity === 'critical' ? 'Critical' : `${sentence(severity)} or worse`} (${atLeast(severities, severity)})`,
          }))}
          change={(severity) => void navigate({ search: (now) => ({ ...now, severity }) })}
        />
      </div>
      <label className="mb-3 flex items-center gap-2 text-sm">
        <input
          type="checkbox"
          className="size-3.5 accent-accent"
          checked={state.exposed === true}
          onChange={(event) =>
            void navigate({
              search: (now) => ({ ...now, exposed: event.target.checked ? true : undefined }),
            })
          }
        />
        A secret of it was exposed
      </label>
      {facets !== undefined &&
        order.map((facet) => (
          <Facet
            key={facet}
            title={titles[facet]}
            counts={facets[facet]}
            chosen={state[facet] ?? []}
            nameOf={nameOf(facet)}
            choose={choose(facet)}
          />
        ))}
    </div>
  );
}

function atLeast(counts: ReadonlyMap<string, number>, severity: Severity): number {
  const worse = severityOrder.slice(0, severityOrder.indexOf(severity) + 1);
  return worse.reduce((sum, word) => sum + (counts.get(word) ?? 0), 0);
}

/** The filters in force, each with a way to take it away. */
export function InForce() {
  const state = route.useSearch();
  const navigate = route.useNavigate();
  const chips = order.flatMap((facet) =>
    (state[facet] ?? []).map((key: string) => ({
      name: `${titles[facet]}: ${names[facet](key)}`,
      remove: () =>
        void navigate({ search: (now) => ({ ...now, [facet]: toggled<string>(now[facet], key) }) }),
    })),
  );
  if (state.severity !== undefined) {
    chips.push({
      name: state.severity === 'critical' ? 'Critical' : `${sentence(state.severity)} or worse`,
      remove: () => void navigate({ search: (now) => ({ ...now, severity: undefined }) }),
    });
  }
  if (state.exposed === true) {
    chips.push({
      name: 'Exposed',
      remove: () => void navigate({ search: (now) => ({ ...now, exposed: undefined }) }),
    });
  }
  if (chips.length === 0) return null;
  return (
    <div className="mb-4 flex flex-wrap items-center gap-2">
      {chips.map((chip) => (
        <FilterChip key={chip.name} {...chip} />
      ))}
      <Link to="/identities" className="link text-sm">
        Clear all
      </Link>
    </div>
  );
}
