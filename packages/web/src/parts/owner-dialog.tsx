import { type NewOwner, type OwnershipPlan, routes } from '@nonhuman/api-contract';
import { type FormEvent, useEffect, useState } from 'react';
import { problemIn, useAnswer } from '../api.ts';
import { countOf, formatCount } from '../formats.ts';
import { type OwnershipSubject, useChange, usePlan } from '../ownership.ts';
import { Modal } from './modal.tsx';

/** Asks who answers from now on and why, shows what that would change, and does it. */
export function OwnerDialog({
  isOpen,
  close,
  done = () => {},
  ...rest
}: {
  isOpen: boolean;
  close: () => void;
  done?: () => void;
  subject: OwnershipSubject;
  title: string;
  /** Who stands in the field first. */
  suggestion?: string;
}) {
  return (
    <Modal
      isOpen={isOpen}
      close={close}
      title={rest.title}
      about="What a person states stands above all evidence, until somebody takes it back."
    >
      <OwnerForm {...rest} close={close} done={done} />
    </Modal>
  );
}

interface Draft {
  readonly who: string;
  readonly type: 'person' | 'team';
  readonly reason: string;
  /** A day; empty is without end. */
  readonly until: string;
}

function OwnerForm({
  subject,
  suggestion = '',
  close,
  done,
}: {
  subject: OwnershipSubject;
  suggestion?: string;
  close: () => void;
  done: () => void;
}) {
  const [draft, setDraft] = useState<Draft>({
    who: suggestion,
    type: 'person',
    reason: '',
    until: '',
  });
  const known = useKnown(draft.who);
  const plan = usePlan(subject);
  const change = useChange(subject, () => {
    close();
    done();
  });
  const owner = ownerOf(draft, known);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const until = draft.until === '' ? null : `${draft.until}T23:59:59.999Z`;
    const terms = { owner, reason: draft.reason, until };
    if (plan.data === undefined) plan.mutate(terms);
    else change.mutate(terms);
  };
  const edit = (part: Partial<Draft>) => {
    // What was shown holds no more.
    plan.reset();
    setDraft({ ...draft, ...part });
  };
  const fault = change.error ?? plan.error;
  return (
    <form className="space-y-4" onSubmit={submit}>
      <WhoField draft={draft} owner={owner} known={known} edit={edit} />
      {!('key' in owner) && draft.who !== '' && (
        <TypeField type={draft.type} setType={(type) => edit({ type })} />
      )}
      <WhyFields draft={draft} edit={edit} />
      {plan.data !== undefined && <Plan plan={plan.data} />}
      {fault !== null && (
        <p role="alert" className="text-sm text-critical">
          {problemIn(fault).title}. {problemIn(fault).detail}
        </p>
      )}
      <div className="flex justify-end gap-2">
        <button type="button" className="button" onClick={close}>
          Cancel
        </button>
        <button
          type="submit"
          className="button-main"
          disabled={plan.isPending || change.isPending || plan.data?.subjects === 0}
        >
          {plan.data === undefined
            ? 'Show what changes'
            : `Attest ${countOf(plan.data.subjects, 'thing')}`}
        </button>
      </div>
    </form>
  );
}

function WhoField({
  draft,
  owner,
  known,
  edit,
}: {
  draft: Draft;
  owner: NewOwner;
  known: readonly Known[];
  edit: (part: Partial<Draft>) => void;
}) {
  const hint =
    'key' in owner
      ? `${known.find(({ key }) => key === owner.key)?.name ?? owner.key} is known.`
      : draft.who === ''
        ? 'People and teams that sources tell of are offered as you type.'
        : 'Nobody of this name is known; it is kept as written.';
  return (
    <label className="block text-sm">
      <span className="mb-1 block font-medium">Owner</span>
      <input
        required
        autoFocus
        maxLength={200}
        className="field"
        list="known-owners"
        placeholder="Person or team: name, e-mail or key"
        value={draft.who}
        onChange={(event) => edit({ who: event.target.value })}
      />
      <datalist id="known-owners">
        {known.map((one) => (
          <option key={one.key} value={one.key}>
            {one.name}
          </option>
        ))}
      </datalist>
      <span className="mt-1 block text-xs text-soft">{hint}</span>
    </label>
  );
}

function WhyFields({ draft, edit }: { draft: Draft; edit: (part: Partial<Draft>) => void }) {
  return (
    <>
      <label className="block text-sm">
        <span className="mb-1 block font-medium">Reason</span>
        <textarea
          required
          rows={2}
          maxLength={2000}
          className="field"
          placeholder="Who confirmed it, and where"
          value={draft.reason}
          onChange={(event) => edit({ reason: event.target.value })}
        />
      </label>
      <label className="block text-sm">
        <span className="mb-1 block font-medium">
          Until <span className="font-normal text-soft">(without end when empty)</span>
        </span>
        <input
          type="date"
          className="field"
          min={new Date(Date.now() + 86_400_000).toISOString().slice(0, 10)}
          value={draft.until}
          onChange={(event) => edit({ until: event.target.value })}
        />
      </label>
    </>
  );
}

function TypeField({
  type,
  setType,
}: {
  type: 'person' | 'team';
  setType: (type: 'person' | 'team') => void;
}) {
  return (
    <fieldset className="flex gap-4 text-sm">
      <legend className="sr-only">Kind of owner</legend>
      {(['person', 'team'] as const).map((each) => (
        <label key={each} className="flex items-center gap-1.5">
          <input
            type="radio"
            name="owner-type"
            className="accent-accent"
            checked={type === each}
            onChange={() => setType(each)}
          />
          {each === 'person' ? 'A person' : 'A team'}
        </label>
      ))}
    </fieldset>
  );
}

function Plan({ plan }: { plan: OwnershipPlan }) {
  if (plan.subjects === 0)
    return (
      <p role="status" className="text-sm text-soft">
        Nothing fits; nothing would change.
      </p>
    );
  const rest = plan.subjects - plan.sample.length;
  return (
    <div role="status" className="rounded-md border border-line text-sm">
      <p className="border-b border-line px-3 py-2">
        {countOf(plan.subjects, 'thing')} would change
        {plan.replaces > 0 && `; ${countOf(plan.replaces, 'attestation')} would be replaced`}.
      </p>
      <ul className="max-h-40 divide-y divide-line overflow-y-auto">
        {plan.sample.map((thing) => (
          <li key={thing.id} className="flex justify-between gap-3 px-3 py-1.5">
            <span className="min-w-0 wrap-anywhere">{thing.name}</span>
            <span className="shrink-0 text-soft">{thing.owner?.name ?? 'Nobody known'}</span>
          </li>
        ))}
        {rest > 0 && <li className="px-3 py-1.5 text-soft">and {formatCount(rest)} more</li>}
      </ul>
    </div>
  );
}

interface Known {
  readonly key: string;
  readonly name: string;
  readonly email: string | null;
}

/** People and teams that fit what is typed, after a pause. */
function useKnown(text: string): readonly Known[] {
  const [q, setQ] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setQ(text.trim()), 200);
    return () => clearTimeout(timer);
  }, [text]);
  const found = useAnswer(routes.listOwners, {
    query: { q: q === '' ? undefined : q, sort: 'identities', limit: 8 },
  });
  return found.data?.items ?? [];
}

function ownerOf({ who, type }: Draft, known: readonly Known[]): NewOwner {
  const wanted = who.trim().toLowerCase();
  const same = known.filter(({ key, name, email }) =>
    [key, name, email].some((one) => one?.toLowerCase() === wanted),
  );
  const [only] = same;
  if (only !== undefined && same.length === 1) return { key: only.key };
  return { type, name: who.trim(), email: /^\S+@\S+\.\S+$/.test(who.trim()) ? who.trim() : null };
}
