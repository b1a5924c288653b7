import { routes } from '@nonhuman/api-contract';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useCallback } from 'react';
import { useAnswer } from '../../api.ts';
import { sentence } from '../../formats.ts';
import { AsOfPicker } from '../../parts/as-of.tsx';
import { Choose, FilterChip, Row, SearchField } from '../../parts/filters.tsx';
import { toggled } from '../../url-state.ts';
import { owaspNames, providerName, severityOrder } from '../../words.ts';

const route = getRouteApi('/findings');
const states = ['open', 'accepted', 'resolved'] as const;

/** What narrows the findings; all of it stands in the address. */
export function FindingFilterBar() {
  const state = route.useSearch();
  const navigate = route.useNavigate();
  const checks = useAnswer(routes.listChecks, {});
  const facets = useAnswer(routes.getIdentityFacets, {});
  const change = (part: Partial<typeof state>) =>
    void navigate({ search: (now) => ({ ...now, ...part, finding: undefined }), replace: true });
  const search = useCallback(
    (q: string) =>
      void navigate({ search: (now) => ({ ...now, q: q.trim() || undefined }), replace: true }),
    [navigate],
  );
  const one = <T extends string>(value: T | undefined) =>
    value === undefined ? undefined : [value];
  const isNarrowed = Object.entries(state).some(
    ([name, value]) => name !== 'finding' && value !== undefined,
  );
  return (
    <Row>
      <SearchField value={state.q ?? ''} change={search} label="Search findings" />
      <SeverityToggles chosen={state.severity ?? []} change={(severity) => change({ severity })} />
      <Choose
        label="State"
        any="Open"
        value={state.state?.find((word) => word !== 'open')}
        choices={states
          .filter((word) => word !== 'open')
          .map((value) => ({ value, name: sentence(value) }))}
        change={(value) => change({ state: one(value) })}
      />
      <Choose
        label="Check"
        any="Any check"
        value={state.check?.[0]}
        choices={(checks.data?.items ?? [])
          .filter(({ openFindings, acceptedFindings }) => openFindings + acceptedFindings > 0)
          .map(({ id, title, openFindings }) => ({
            value: id,
            name: `${title} (${openFindings})`,
          }))}
        change={(value) => change({ check: one(value) })}
      />
      <Choose
        label="OWASP category"
        any="Any OWASP"
        value={state.owasp?.[0]}
        choices={Object.entries(owaspNames).map(([value, name]) => ({
          value,
          name: `${value} ${name}`,
        }))}
        change={(value) => change({ owasp: one(value) })}
      />
      <Choose
        label="Provider"
        any="Any provider"
        value={state.provider?.[0]}
        choices={(facets.data?.provider ?? []).map(({ key }) => ({
          value: key,
          name: providerName(key),
        }))}
        change={(value) => change({ provider: one(value) })}
      />
      <AsOfPicker value={state.asOf} change={(asOf) => change({ asOf })} />
      {state.identity !== undefined && (
        <FilterChip name="Of one identity" remove={() => change({ identity: undefined })} />
      )}
      {isNarrowed && (
        <Link to="/findings" className="link px-1 text-sm">
          Clear all
        </Link>
      )}
    </Row>
  );
}

type Severities = readonly (typeof severityOrder)[number][];

function SeverityToggles({
  chosen,
  change,
}: {
  chosen: Severities;
  change: (severity: (typeof severityOrder)[number][] | undefined) => void;
}) {
  return (
    <div
      role="group"
      aria-label="Severity"
      className="flex overflow-hidden rounded-md border border-strong-line"
    >
      {severityOrder.slice(0, 4).map((severity) => (
        <button
          key={severity}
          type="button"
          aria-pressed={chosen.includes(severity)}
          className="min-h-[1.875rem] border-l border-line px-2.5 text-sm first:border-0 hover:bg-hover aria-pressed:bg-tint aria-pressed:font-medium aria-pressed:text-accent"
          onClick={() => change(toggled(chosen, severity))}
        >
          {sentence(severity)}
        </button>
      ))}
    </div>
  );
}
