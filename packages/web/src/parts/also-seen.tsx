import type { Link as FoundLink, LinkEnd } from '@nonhuman/api-contract';
import { Link } from '@tanstack/react-router';
import { providerName } from '../words.ts';
import { Badge } from './badge.tsx';
import { Ago } from './time.tsx';
import { Tip } from './tip.tsx';

/** What a link says of the other end, seen from one end. */
const outwardWords: Readonly<Record<FoundLink['relation'], string>> = {
  same: 'The same as',
  'pairs-with': 'Other half of',
  'logs-in-as': 'Logs in as',
  opens: 'Opens',
  'belongs-to': 'Belongs to',
  exposes: 'Gives away',
};
const inwardWords: Readonly<Record<FoundLink['relation'], string>> = {
  same: 'The same as',
  'pairs-with': 'Other half of',
  'logs-in-as': 'Used by',
  opens: 'Opened by',
  'belongs-to': 'Has',
  exposes: 'Given away by',
};

/** Links as a list: the other end, how sure, and why. `ids` are the rows from which they are seen. */
export function AlsoSeen({
  links,
  ids,
}: {
  links: readonly FoundLink[];
  ids: ReadonlySet<string>;
}) {
  return (
    <ul className="divide-y divide-line">
      {links.map((link) => (
        <Line
          key={link.id}
          link={link}
          isOutward={ids.has(link.from.id)}
          isOfSeveral={ids.size > 1}
        />
      ))}
    </ul>
  );
}

function Line({
  link,
  isOutward,
  isOfSeveral,
}: {
  link: FoundLink;
  isOutward: boolean;
  isOfSeveral: boolean;
}) {
  const [own, other] = isOutward ? [link.from, link.to] : [link.to, link.from];
  const words = (isOutward ? outwardWords : inwardWords)[link.relation];
  return (
    <li className="grid gap-x-3 gap-y-0.5 px-4 py-2.5 text-sm sm:grid-cols-[8rem_1fr]">
      <span className="flex flex-wrap items-start gap-x-2 text-soft sm:block">
        <span className="block">{words}</span>
        <Sureness link={link} />
      </span>
      <div className="min-w-0">
        <End end={other} />
        {isOfSeveral && own.noun === 'credential' && own.name !== null && (
          <span className="text-soft wrap-anywhere"> by {own.name}</span>
        )}
        <p className="text-soft wrap-anywhere">{link.because}</p>
        <p className="text-xs text-soft">
          <span className="mono">{link.rule}</span> · since <Ago at={link.firstSeenAt} />
        </p>
      </div>
    </li>
  );
}

/** How sure a link is, with what that means. */
function Sureness({ link }: { link: Pick<FoundLink, 'confidence' | 'verdict'> }) {
  const share = Math.round(link.confidence * 100);
  if (link.verdict === 'not-matched') {
    return (
      <Tip text="One names the other, and the other does not take it.">
        <Badge tone="bad">Does not fit</Badge>
      </Tip>
    );
  }
  if (link.verdict === 'cannot-tell') {
    return (
      <Tip text={`Something that would decide is not told. Sure by ${share} of 100.`}>
        <Badge>Cannot tell</Badge>
      </Tip>
    );
  }
  return (
    <Tip text={`Of 100 such matches, about ${share} are right.`}>
      <Badge tone={link.confidence >= 0.9 ? 'good' : 'plain'}>{share} of 100</Badge>
    </Tip>
  );
}

function End({ end }: { end: LinkEnd }) {
  const identityId = end.noun === 'identity' ? end.id : end.identity?.id;
  const where = [
    end.provider === null ? null : providerName(end.provider),
    end.scope === end.name ? null : end.scope,
  ].filter((part) => part !== null);
  const name = end.name ?? 'No longer in the inventory';
  return (
    <>
      {identityId !== undefined && end.name !== null ? (
        <Link
          to="/identities/$identityId"
          params={{ identityId }}
          className="font-medium wrap-anywhere hover:text-accent hover:underline"
        >
          {name}
        </Link>
      ) : (
        <span className="font-medium wrap-anywhere">{name}</span>
      )}
      {end.noun === 'credential' && end.identity !== null && (
        <span className="text-soft wrap-anywhere"> of {end.identity.name}</span>
      )}
      {where.length > 0 && <span className="text-soft wrap-anywhere"> · {where.join(' · ')}</span>}
    </>
  );
}
