import { type FormEvent, useState } from 'react';
import { problemIn } from '../../api.ts';
import { countOf } from '../../formats.ts';
import { Modal } from '../../parts/modal.tsx';
import { useAccept } from './triage.ts';

const dayMs = 86_400_000;

/** Asks until when, why, and who answers for the risk meanwhile. None of them is optional. */
export function AcceptDialog({
  findingIds,
  close,
  done,
}: {
  findingIds: readonly string[];
  close: () => void;
  done: () => void;
}) {
  return (
    <Modal
      isOpen={findingIds.length > 0}
      close={close}
      title={`Accept ${findingIds.length === 1 ? 'the risk of this finding' : countOf(findingIds.length, 'finding')}`}
      about="It leaves the list of open findings until the day you name, then it opens again by itself."
    >
      <AcceptForm findingIds={findingIds} close={close} done={done} />
    </Modal>
  );
}

function AcceptForm({
  findingIds,
  close,
  done,
}: {
  findingIds: readonly string[];
  close: () => void;
  done: () => void;
}) {
  const now = Date.now();
  const [until, setUntil] = useState(dayOf(now + 30 * dayMs));
  const [reason, setReason] = useState('');
  const [riskOwner, setRiskOwner] = useState('');
  const accept = useAccept(() => {
    close();
    done();
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    accept.mutate({ findingIds, request: { until, reason, riskOwner } });
  };
  const problem = accept.error === null ? null : problemIn(accept.error);
  return (
    <form className="space-y-4" onSubmit={submit}>
      <label className="block text-sm">
        <span className="mb-1 block font-medium">Until</span>
        <input
          type="date"
          required
          className="field"
          min={dayOf(now + dayMs)}
          max={dayOf(now + 730 * dayMs)}
          value={until}
          onChange={(event) => setUntil(event.target.value)}
        />
        <span className="mt-1 flex gap-3">
          {[30, 90, 180].map((days) => (
            <button
              key={days}
              type="button"
              className="link text-xs"
              onClick={() => setUntil(dayOf(now + days * dayMs))}
            >
              {days} days
            </button>
          ))}
        </span>
      </label>
      <label className="block text-sm">
        <span className="mb-1 block font-medium">Reason</span>
        <textarea
          required
          rows={3}
          maxLength={2000}
          className="field"
          value={reason}
          onChange={(event) => setReason(event.target.value)}
        />
      </label>
      <label className="block text-sm">
        <span className="mb-1 block font-medium">Risk owner</span>
        <input
          required
          maxLength={320}
          className="field"
          placeholder="Person or team"
          value={riskOwner}
          onChange={(event) => setRiskOwner(event.target.value)}
        />
      </label>
      {problem !== null && (
        <p role="alert" className="text-sm text-critical">
          {problem.title}. {problem.detail}{' '}
          {problem.errors?.map(({ message }) => message).join('; ')}
        </p>
      )}
      <div className="flex justify-end gap-2">
        <button type="button" className="button" onClick={close}>
          Cancel
        </button>
        <button type="submit" className="button-main" disabled={accept.isPending}>
          Accept
        </button>
      </div>
    </form>
  );
}

function dayOf(time: number): string {
  return new Date(time).toISOString().slice(0, 10);
}
