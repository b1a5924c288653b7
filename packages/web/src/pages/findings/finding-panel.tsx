import { type FindingDetail, routes } from '@nonhuman/api-contract';
import { Check, RotateCcw, X } from 'lucide-react';
import type { ReactNode } from 'react';
import { useAnswer } from '../../api.ts';
import { fieldName, formatDay, jsonText, sentence } from '../../formats.ts';
import { Badge } from '../../parts/badge.tsx';
import { IdentityLink } from '../../parts/identity-link.tsx';
import { MarkdownView } from '../../parts/markdown-view.tsx';
import { Facts } from '../../parts/panel.tsx';
import { SeverityMark } from '../../parts/severity.tsx';
import { Ago } from '../../parts/time.tsx';
import { View } from '../../parts/view.tsx';
import { controlsByFramework } from '../../words.ts';
import { useReopen } from './triage.ts';

/** One finding beside the list: because, evidence, what to do, controls, what happened to it. */
export function FindingPanel({
  findingId,
  close,
  accept,
  show,
}: {
  findingId: string;
  close: () => void;
  accept: () => void;
  show: (findingId: string) => void;
}) {
  const query = useAnswer(routes.getFinding, { params: { findingId } });
  return (
    <aside
      aria-label="Finding"
      className="max-xl:fixed max-xl:inset-0 max-xl:z-30 max-xl:overflow-y-auto max-xl:bg-panel xl:sticky xl:top-4 xl:h-[calc(100dvh-2rem)] xl:overflow-y-auto xl:rounded-lg xl:border xl:border-line xl:bg-panel"
    >
      <div className="sticky top-0 z-10 flex items-center justify-between border-b border-line bg-panel py-1.5 pr-2 pl-4">
        <span className="text-sm font-medium text-soft">Finding</span>
        <button type="button" className="icon-button" aria-label="Close finding" onClick={close}>
          <X aria-hidden className="size-4" />
        </button>
      </div>
      <View query={query}>
        {(finding) => <Body finding={finding} accept={accept} show={show} />}
      </View>
    </aside>
  );
}

function Body({
  finding,
  accept,
  show,
}: {
  finding: FindingDetail;
  accept: () => void;
  show: (findingId: string) => void;
}) {
  return (
    <div className="space-y-5 p-4">
      <Head finding={finding} />
      <Actions finding={finding} accept={accept} />
      <Part title="Next action">
        <p className="text-sm">{finding.nextAction}</p>
      </Part>
      <Part title="Evidence">
        <Facts
          rows={[
            ...Object.entries(finding.evidence).map(
              ([name, value]) => [fieldName(name), jsonText(value)] as const,
            ),
            ['First seen', <Ago key="v" at={finding.firstSeenAt} />],
            ['Last seen', <Ago key="v" at={finding.lastSeenAt} />],
          ]}
        />
      </Part>
      {finding.check?.doc && (
        <Part title="About and how to fix">
          <MarkdownView text={finding.check.doc} skipTitle />
        </Part>
      )}
      <Part title="Controls it is evidence for">
        <Facts
          rows={controlsByFramework(finding.controls).map(
            ([framework, controls]) => [framework, controls.join(', ')] as const,
          )}
        />
      </Part>
      <Timeline finding={finding} />
      {finding.alsoOpen.length > 0 && (
        <Part title="Also open on this identity">
          <ul className="space-y-1.5 text-sm">
            {finding.alsoOpen.map((other) => (
              <li key={other.id} className="flex gap-2">
                <SeverityMark severity={other.severity} bare />
                <button
                  type="button"
                  className="text-left hover:text-accent hover:underline"
                  onClick={() => show(other.id)}
                >
                  {other.title}
                </button>
              </li>
            ))}
          </ul>
        </Part>
      )}
    </div>
  );
}

function Head({ finding }: { finding: FindingDetail }) {
  return (
    <header>
      <div className="mb-1 flex items-center gap-2">
        <SeverityMark severity={finding.severity} />
        {finding.state !== 'open' && <Badge tone="strong">{sentence(finding.state)}</Badge>}
        {finding.undecided && <Badge tone="strong">Cannot be told now</Badge>}
      </div>
      <h2 className="text-base font-semibold">{finding.title}</h2>
      <p className="mt-1 text-sm wrap-anywhere">
        {finding.subject.name !== null && finding.subject.type !== 'identity' && (
          <span className="font-medium break-all">{finding.subject.name}: </span>
        )}
        {finding.because}
      </p>
      {finding.identity !== null && (
        <div className="mt-2 text-sm">
          <IdentityLink identity={finding.identity} />
        </div>
      )}
      {finding.undecided && (
        <p className="mt-2 text-sm text-soft">
          The facts that would decide it are not told at present, so it stays as it was.
        </p>
      )}
    </header>
  );
}

function Actions({ finding, accept }: { finding: FindingDetail; accept: () => void }) {
  const reopen = useReopen();
  if (finding.state === 'resolved') return null;
  if (finding.state === 'open')
    return (
      <button type="button" className="button" onClick={accept}>
        <Check aria-hidden className="size-4" />
        Accept the risk
      </button>
    );
  return (
    <div className="rounded-md border border-line bg-canvas p-3 text-sm">
      {finding.acceptance !== null && (
        <p className="mb-2">
          Accepted until {formatDay(finding.acceptance.until)} by {finding.acceptance.riskOwner}:{' '}
          {finding.acceptance.reason}
        </p>
      )}
      <button
        type="button"
        className="button"
        disabled={reopen.isPending}
        onClick={() => reopen.mutate({ findingId: finding.id, reason: 'Acceptance taken back' })}
      >
        <RotateCcw aria-hidden className="size-4" />
        Reopen
      </button>
    </div>
  );
}

const eventNames: Readonly<Record<FindingDetail['events'][number]['kind'], string>> = {
  opened: 'Opened',
  reopened: 'Opened again',
  resolved: 'Resolved',
  accepted: 'Accepted',
  'acceptance-ended': 'Acceptance ended',
  'severity-changed': 'Severity changed',
};

function Timeline({ finding }: { finding: FindingDetail }) {
  return (
    <Part title="What happened">
      <ol className="space-y-2 border-l border-line pl-4 text-sm">
        {finding.events.map((event) => (
          <li key={event.id} className="relative">
            <span
              aria-hidden
              className="absolute top-1.5 -left-[1.3125rem] size-2 rounded-full border border-strong-line bg-panel"
            />
            <span className="font-medium">{eventNames[event.kind]}</span>{' '}
            <span className="text-soft">
              <Ago at={event.at} /> by {event.actor}
            </span>
            {Object.entries(event.details).map(([name, value]) => (
              <div key={name} className="text-soft">
                {fieldName(name)}: {jsonText(value)}
              </div>
            ))}
          </li>
        ))}
      </ol>
    </Part>
  );
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section aria-label={title}>
      <h3 className="mb-1.5 text-xs font-medium text-soft">{title}</h3>
      {children}
    </section>
  );
}
