import { type LeaverLine, type LeaverPreview, routes } from '@nonhuman/api-contract';
import { Link } from '@tanstack/react-router';
import { ExternalLink } from 'lucide-react';
import { useAnswer } from '../../api.ts';
import { Badge } from '../../parts/badge.tsx';
import { Nothing, Panel } from '../../parts/panel.tsx';
import { View } from '../../parts/view.tsx';

const groups = [
  ['stops', 'Stops', 'What signs in as this person or dies with the account.'],
  ['unknown', 'Not known', 'No page of the vendor is known that says what becomes of these.'],
  ['survives', 'Survives', 'What goes on, and may need another owner or a new secret.'],
] as const;

/** What stops, what survives and what is not known when a person leaves. */
export function LeaverTab({ person }: { person: string }) {
  const query = useAnswer(routes.getLeaverPreview, { query: { person } });
  return (
    <View query={query} lines={10}>
      {(preview) => <Preview preview={preview} />}
    </View>
  );
}

function Preview({ preview }: { preview: LeaverPreview }) {
  const { totals, lines, teams, truncated, person } = preview;
  if (lines.length === 0 && teams.length === 0)
    return (
      <div className="panel">
        <Nothing title={`Nothing has to do with ${person.name}`}>
          Nothing that is in use names them as owner, maker or holder.
        </Nothing>
      </div>
    );
  return (
    <div className="space-y-4">
      <ul className="grid grid-cols-2 gap-3 text-sm sm:grid-cols-3 lg:grid-cols-5">
        <Total name="Stop" value={totals.stops} />
        <Total name="Not known" value={totals.unknown} />
        <Total name="Survive" value={totals.survives} />
        <Total name="Without another owner" value={totals.ownerless} />
        <Total name="Secrets they may keep" value={totals.stillUsable} />
      </ul>
      {teams.map(({ key, name }) => (
        <p key={key} className="rounded-md border border-high/40 px-3 py-2 text-sm">
          Nobody else is known to be in the team{' '}
          <Link to="/owners/$ownerKey" params={{ ownerKey: key }} className="link">
            {name}
          </Link>
          .
        </p>
      ))}
      {groups.map(([effect, title, about]) => {
        const of = lines.filter((line) => line.effect === effect);
        return of.length === 0 ? null : (
          <Panel key={effect} flush title={title} count={of.length}>
            <p className="border-b border-line px-4 py-2 text-sm text-soft">{about}</p>
            <ul className="divide-y divide-line">
              {of.map((line) => (
                <Line key={line.id} line={line} />
              ))}
            </ul>
          </Panel>
        );
      })}
      {truncated && <p className="text-sm text-soft">There is more than was looked at.</p>}
    </div>
  );
}

function Total({ name, value }: { name: string; value: number }) {
  return (
    <li className="panel px-4 py-3">
      <div className="text-xl font-semibold tabular-nums">{value}</div>
      <div className="text-soft">{name}</div>
    </li>
  );
}

const relationNames = {
  holder: 'Their account',
  creator: 'They made it',
  owner: 'They answer for it',
} as const;

function Line({ line }: { line: LeaverLine }) {
  return (
    <li className="px-4 py-3 text-sm">
      <div className="flex flex-wrap items-center gap-x-2 gap-y-1">
        <Link
          to="/identities/$identityId"
          params={{ identityId: line.identityId }}
          className="font-medium wrap-anywhere hover:text-accent hover:underline"
        >
          {line.name}
        </Link>
        <span className="text-soft">
          {line.noun === 'credential' ? `of ${line.identityName}` : line.nativeType}
        </span>
        <Badge>{relationNames[line.relation]}</Badge>
        {line.ownerless && line.noun === 'identity' && <Badge tone="bad">Nobody else</Badge>}
        {line.stillUsable && <Badge tone="warn">They may keep the secret</Badge>}
      </div>
      <p className="mt-1 wrap-anywhere">
        {line.because.charAt(0).toUpperCase() + line.because.slice(1)}.{' '}
        {line.source === null ? (
          line.effect !== 'unknown' && (
            <span className="text-soft">Follows from the inventory.</span>
          )
        ) : (
          <a href={line.source} target="_blank" rel="noreferrer" className="link">
            {line.standing === 'documented'
              ? "The vendor's page"
              : "Follows from the vendor's page"}
            <ExternalLink aria-hidden className="ml-1 inline size-3" />
          </a>
        )}
      </p>
      <p className="text-soft">
        {line.nextAction}
        {line.successor !== null && ` It could go to ${line.successor.name}.`}
      </p>
    </li>
  );
}
