import type { Overview } from '@nonhuman/api-contract';
import type { IdentityKind } from '@nonhuman/model';
import { Link } from '@tanstack/react-router';
import { countOf, sentence } from '../../formats.ts';
import { Bars } from '../../parts/bars.tsx';
import { KindIcon } from '../../parts/kind-icon.tsx';
import { Panel } from '../../parts/panel.tsx';
import { SeverityMark, severityFill } from '../../parts/severity.tsx';
import { kindNames, providerName, severityOrder } from '../../words.ts';

/** Providers with a bar; the list of identities has them all. */
const shown = 8;
const linkStyle = 'underline-offset-2 hover:text-accent hover:underline';

/** How many of each: severities, kinds, providers. */
export function CountPanels({ overview }: { overview: Overview }) {
  const others = overview.identitiesByProvider.length - shown;
  return (
    <>
      <Panel title="Open findings by severity">
        <Bars
          bars={severityOrder.map((severity) => ({
            key: severity,
            label: <SeverityMark severity={severity} />,
            count: overview.openFindingsBySeverity[severity],
            fill: severityFill[severity],
            link: (label) => (
              <Link to="/findings" search={{ severity: [severity] }} className={linkStyle}>
                {label}
              </Link>
            ),
          }))}
        />
      </Panel>
      <Panel title="Identities by kind">
        <Bars
          bars={overview.identitiesByKind.map(({ key, count }) => ({
            key,
            label: (
              <span className="inline-flex items-center gap-1.5">
                <KindIcon kind={key} />
                {kindNames[key as IdentityKind] ?? sentence(key)}
              </span>
            ),
            count,
            link: (label) => (
              <Link to="/identities" search={{ kind: [key as IdentityKind] }} className={linkStyle}>
                {label}
              </Link>
            ),
          }))}
        />
      </Panel>
      <Panel title="Identities by provider">
        <Bars
          bars={overview.identitiesByProvider.slice(0, shown).map(({ key, count }) => ({
            key,
            label: providerName(key),
            count,
            link: (label) => (
              <Link to="/identities" search={{ provider: [key] }} className={linkStyle}>
                {label}
              </Link>
            ),
          }))}
        />
        {others > 0 && (
          <Link to="/identities" className="link mt-3 block text-sm">
            {countOf(others, 'other provider')}
          </Link>
        )}
      </Panel>
      <Panel title="Identities by worst open finding">
        <Bars
          bars={overview.identitiesBySeverity.map(({ key, count }) => ({
            key,
            label: key === 'none' ? 'No open finding' : <SeverityMark severity={key} />,
            count,
            fill: severityFill[key],
          }))}
        />
      </Panel>
    </>
  );
}
