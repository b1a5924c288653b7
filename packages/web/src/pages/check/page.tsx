import { type CheckDetail, routes } from '@nonhuman/api-contract';
import { createLazyRoute, getRouteApi, Link } from '@tanstack/react-router';
import { ChevronLeft } from 'lucide-react';
import { useAnswer } from '../../api.ts';
import { fieldName, formatCount, jsonText, sentence } from '../../formats.ts';
import { MarkdownView } from '../../parts/markdown-view.tsx';
import { Facts, PageHead, Panel } from '../../parts/panel.tsx';
import { SeverityMark } from '../../parts/severity.tsx';
import { View } from '../../parts/view.tsx';
import { controlsByFramework } from '../../words.ts';

const route = getRouteApi('/checks/$checkId');

function CheckPage() {
  const { checkId } = route.useParams();
  const query = useAnswer(routes.getCheck, { params: { checkId } });
  return (
    <>
      <Link
        to="/checks"
        className="mb-2 inline-flex items-center gap-1 text-sm text-soft hover:text-ink"
      >
        <ChevronLeft aria-hidden className="size-4" />
        Checks
      </Link>
      <View query={query} lines={8}>
        {(check) => <Shown check={check} />}
      </View>
    </>
  );
}

function Shown({ check }: { check: CheckDetail }) {
  const { tally } = check;
  return (
    <>
      <PageHead
        title={check.title}
        about={<span className="mono">{check.id}</span>}
        actions={
          <Link to="/findings" search={{ check: [check.id] }} className="button">
            Show its findings
          </Link>
        }
      />
      <div className="grid gap-4 lg:grid-cols-[minmax(0,1fr)_22rem]">
        <div className="min-w-0 space-y-4">
          <Panel title="About and how to fix">
            {check.doc === null ? (
              <p className="text-sm">{check.nextAction}</p>
            ) : (
              <div className="max-w-3xl">
                <MarkdownView text={check.doc} skipTitle />
              </div>
            )}
          </Panel>
          {check.cannotTell.length > 0 && (
            <Panel title="Why it could not decide">
              <ul className="space-y-1 text-sm">
                {check.cannotTell.map(({ because, subjects }) => (
                  <li key={because}>
                    <span className="tabular-nums">{formatCount(subjects)}</span> × {because}
                  </li>
                ))}
              </ul>
            </Panel>
          )}
        </div>
        <div className="min-w-0 space-y-4">
          <Panel title="Facts">
            <Facts
              rows={[
                ['Severity', <SeverityMark key="v" severity={check.severity} />],
                ['Judges', sentence(check.subject)],
                ...Object.entries(check.params).map(
                  ([name, value]) => [fieldName(name), jsonText(value)] as const,
                ),
              ]}
            />
          </Panel>
          <Panel title="Last evaluation">
            {tally === null ? (
              <p className="text-sm text-soft">It has not run yet.</p>
            ) : (
              <Facts
                rows={[
                  ['Passed', formatCount(tally.pass)],
                  ['Failed', formatCount(tally.fail)],
                  ['Not decided', formatCount(tally.unknown)],
                  ['Not applicable', formatCount(tally.notApplicable)],
                ]}
              />
            )}
          </Panel>
          <Panel title="Controls it is evidence for">
            <Facts
              rows={controlsByFramework(check.controls).map(
                ([framework, controls]) => [framework, controls.join(', ')] as const,
              )}
            />
          </Panel>
        </div>
      </div>
    </>
  );
}

export const page = createLazyRoute('/checks/$checkId')({ component: CheckPage });
