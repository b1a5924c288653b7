import {
  type Attestation,
  type ExplainedCandidate,
  type IdentityDetail,
  type IdentityOwners,
  type OwnershipThing,
  routes,
} from '@nonhuman/api-contract';
import { Link } from '@tanstack/react-router';
import { BadgeCheck } from 'lucide-react';
import { useMemo, useState } from 'react';
import { useAnswer } from '../../api.ts';
import { fieldName } from '../../formats.ts';
import { useWithdraw } from '../../ownership.ts';
import { Badge } from '../../parts/badge.tsx';
import { OwnerDialog } from '../../parts/owner-dialog.tsx';
import { OwnerStatus } from '../../parts/owner-status.tsx';
import { Panel } from '../../parts/panel.tsx';
import { PlaceText } from '../../parts/place.tsx';
import { Ago } from '../../parts/time.tsx';
import { View } from '../../parts/view.tsx';
import { useKeys } from '../../shortcuts.ts';

/** Who answers for it, with what tells so and how sure that is. */
export function OwnershipPanel({ identity }: { identity: IdentityDetail }) {
  if (identity.asOf !== null || identity.goneAt !== null)
    return <ToldThen ownership={identity.ownership} />;
  return <OwnersNow identity={identity} />;
}

function OwnersNow({ identity }: { identity: IdentityDetail }) {
  const [isOpen, setOpen] = useState(false);
  const keys = useMemo(() => ({ o: () => setOpen(true) }), []);
  useKeys(keys);
  const query = useAnswer(routes.getIdentityOwners, { params: { identityId: identity.id } });
  return (
    <Panel
      title="Owners"
      aside={
        <button
          type="button"
          className="button"
          title="State who answers for it (o)"
          onClick={() => setOpen(true)}
        >
          <BadgeCheck aria-hidden className="size-4" />
          Attest
        </button>
      }
    >
      <View query={query} lines={3}>
        {(owners) => <Candidates owners={owners} />}
      </View>
      <OwnerDialog
        isOpen={isOpen}
        close={() => setOpen(false)}
        subject={{ subjectIds: [identity.id] }}
        title={`Who answers for ${identity.value.name}?`}
        suggestion={query.data?.candidates.find(({ status }) => status !== 'left')?.key ?? ''}
      />
    </Panel>
  );
}

function Candidates({ owners }: { owners: IdentityOwners }) {
  const { candidates, credentials, attestations, identity } = owners;
  const inForce = attestations.find(
    ({ state, subjectId }) => state === 'in-force' && subjectId === identity.id,
  );
  return (
    <div className="space-y-4 text-sm">
      {candidates.length === 0 && (
        <p className="text-soft">Nothing that was read tells who answers for it.</p>
      )}
      <ul className="space-y-3">
        {candidates.map((candidate) => (
          <Candidate key={candidate.key} candidate={candidate} />
        ))}
      </ul>
      {inForce !== undefined && <Withdraw attestation={inForce} />}
      {credentials.map(({ id, name, candidates: own }) => (
        <div key={id}>
          <h3 className="mb-1 font-medium">Of the credential {name}</h3>
          <ul className="space-y-3">
            {own.map((candidate) => (
              <Candidate key={candidate.key} candidate={candidate} />
            ))}
          </ul>
        </div>
      ))}
      {attestations.length > 0 && <History attestations={attestations} />}
    </div>
  );
}

function Candidate({ candidate }: { candidate: ExplainedCandidate }) {
  const { basis, confidence, members, evidence } = candidate;
  return (
    <li>
      <div className="flex flex-wrap items-center gap-1.5">
        <Link
          to="/owners/$ownerKey"
          params={{ ownerKey: candidate.key }}
          className="font-medium wrap-anywhere hover:text-accent hover:underline"
        >
          {candidate.name}
        </Link>
        <OwnerStatus status={candidate.status} />
        <Badge tone={basis === 'attested' ? 'good' : 'plain'}>
          {basis === 'attested' ? 'Attested' : `Inferred, ${Math.round(confidence * 100)} of 100`}
        </Badge>
        {candidate.contested && <Badge tone="warn">In conflict</Badge>}
        {members !== null && members.active === 0 && <Badge tone="bad">Nobody in the team</Badge>}
      </div>
      <details className="mt-1 text-soft">
        <summary className="rounded py-0.5 hover:text-ink">
          {evidence.length === 1 ? 'One piece' : `${evidence.length} pieces`} of evidence
        </summary>
        <ul className="mt-1 list-disc space-y-1 pl-5">
          {evidence.map(({ because, weight, counted, place }) => (
            <li key={`${because}${weight}`} className="wrap-anywhere">
              {because}{' '}
              <span className="tabular-nums">
                ({weight}
                {counted ? '' : ', told already'})
              </span>
              {place !== undefined && (
                <span className="block text-xs">
                  <PlaceText place={place} />
                </span>
              )}
            </li>
          ))}
        </ul>
        <p className="mt-1 tabular-nums">{candidate.arithmetic}</p>
        <p className="mt-1">Status: {candidate.statusBecause}.</p>
      </details>
    </li>
  );
}

function Withdraw({ attestation }: { attestation: Attestation }) {
  const withdraw = useWithdraw();
  return (
    <button
      type="button"
      className="link text-xs"
      disabled={withdraw.isPending}
      onClick={() =>
        withdraw.mutate({ subjectId: attestation.subjectId, reason: 'Withdrawn on its page' })
      }
    >
      Withdraw the attestation
    </button>
  );
}

const states = { 'in-force': 'In force', lapsed: 'Lapsed', withdrawn: 'Withdrawn' } as const;

function History({ attestations }: { attestations: readonly Attestation[] }) {
  return (
    <details>
      <summary className="rounded py-0.5 text-soft hover:text-ink">
        Attestations ({attestations.length})
      </summary>
      <ul className="mt-1 space-y-2">
        {attestations.map(
          ({ changeId, subjectId, owner, attestedBy, attestedAt, reason, state }) => (
            <li key={`${changeId}${subjectId}`}>
              <span className="font-medium">{owner.name}</span> <Badge>{states[state]}</Badge>
              <div className="text-soft">
                by {attestedBy} <Ago at={attestedAt} />: {reason}
              </div>
            </li>
          ),
        )}
      </ul>
    </details>
  );
}

/** What sources told at a moment of the past. */
function ToldThen({ ownership }: { ownership: readonly OwnershipThing[] }) {
  const best = [...ownership].sort((a, b) => b.value.confidence - a.value.confidence);
  return (
    <Panel title="Owners">
      {best.length === 0 ? (
        <p className="text-sm text-soft">Nothing that was read told who answers for it.</p>
      ) : (
        <ul className="space-y-3 text-sm">
          {best.map(({ id, value }) => (
            <li key={id}>
              <span className="font-medium">{value.owner.name}</span>
              <div className="text-soft">
                From {fieldName(value.signal).toLowerCase()}, confidence{' '}
                <span className="tabular-nums">{Math.round(value.confidence * 100)} of 100</span>
              </div>
              {value.place !== undefined && (
                <div className="text-xs text-soft">
                  <PlaceText place={value.place} />
                </div>
              )}
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}
