import { type FormEvent, useState } from 'react';
import { problemIn } from '../../api.ts';
import { countOf } from '../../formats.ts';
import { Modal } from '../../parts/modal.tsx';
import { useAccept } from './triage.ts';

const dayMs = 86_400_000;
/** Two years: what the server takes at most. */
const maxDays = 730;

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
      about="Kept out of the open findings until the day you name; what is still wrong then opens again by itself."
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
  const [until, setUntil] = useState(dayIn(30));
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
      <UntilField until={until} setUntil={setUntil} />
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

function UntilField({ until, setUntil }: { until: string; setUntil: (day: string) => void }) {
  return (
    <div className="text-sm">
      <label className="block">
        <span className="mb-1 block font-medium">Until</span>
        <input
          type="date"
          required
          className="field"
          min={dayIn(1)}
          max={dayIn(maxDays)}
          value={until}
          onChange={(event) => setUntil(event.target.value)}
        />
      </label>
      <div className="mt-1 flex gap-3">
        {[30, 90, 180].map((days) => (
          <button
            key={days}
            type="button"
            className="link py-1 text-xs"
            onClick={() => setUntil(dayIn(days))}
          >
            {days} days
          </button>
        ))}
      </div>
    </div>
  );
}

function dayIn(days: number): string {
  return new Date(Date.now() + days * dayMs).toISOString().slice(0, 10);
}
