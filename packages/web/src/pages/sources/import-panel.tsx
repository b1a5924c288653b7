import { type ImporterRow, type Job, routes } from '@nonhuman/api-contract';
import { useMutation } from '@tanstack/react-query';
import { FileUp } from 'lucide-react';
import { type DragEvent, useRef, useState } from 'react';
import { ask, problemIn } from '../../api.ts';
import { Panel } from '../../parts/panel.tsx';

/** Takes export files, by drag and drop or by choosing, and starts an import of them. */
export function ImportPanel({
  importers,
  started,
}: {
  importers: readonly ImporterRow[];
  started: (jobId: string) => void;
}) {
  const [provider, setProvider] = useState(importers[0]?.provider ?? '');
  const [connection, setConnection] = useState('');
  const { mutate, error, isPending } = useMutation({
    mutationFn: (files: readonly File[]): Promise<Job> => {
      const form = new FormData();
      for (const file of files) form.append('file', file, file.name);
      return ask(routes.startImport, {
        query: { provider, connection: connection.trim() || undefined },
        body: form,
        idempotencyKey: crypto.randomUUID(),
      });
    },
    onSuccess: ({ id }) => started(id),
  });
  return (
    <Panel title="Import export files">
      <div className="mb-3 grid gap-3 sm:grid-cols-2">
        <label className="text-sm">
          <span className="mb-1 block text-soft">Provider</span>
          <select
            className="field"
            value={provider}
            onChange={(event) => setProvider(event.target.value)}
          >
            {importers.map((importer) => (
              <option key={importer.provider} value={importer.provider}>
                {importer.title}
              </option>
            ))}
          </select>
        </label>
        <label className="text-sm">
          <span className="mb-1 block text-soft">Connection (to tell two accounts apart)</span>
          <input
            className="field"
            maxLength={100}
            placeholder="Optional"
            value={connection}
            onChange={(event) => setConnection(event.target.value)}
          />
        </label>
      </div>
      <DropZone take={mutate} />
      {isPending && (
        <p role="status" className="mt-2 text-sm text-soft">
          Sending the files
        </p>
      )}
      {error !== null && (
        <p role="alert" className="mt-2 text-sm text-critical">
          {problemIn(error).title}. {problemIn(error).detail}
        </p>
      )}
    </Panel>
  );
}

function DropZone({ take }: { take: (files: readonly File[]) => void }) {
  const [isOver, setOver] = useState(false);
  const chooser = useRef<HTMLInputElement>(null);
  const takeList = (files: FileList | null) => {
    if (files !== null && files.length > 0) take([...files]);
  };
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    takeList(event.dataTransfer.files);
  };
  return (
    <div
      role="group"
      aria-label="Files to import"
      className={`flex flex-col items-center gap-2 rounded-lg border border-dashed px-4 py-7 text-center ${isOver ? 'border-accent bg-tint' : 'border-strong-line'}`}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      <FileUp aria-hidden className="size-6 text-soft" />
      <p className="text-sm">
        Drop files here, or{' '}
        <button type="button" className="link" onClick={() => chooser.current?.click()}>
          choose them
        </button>
      </p>
      <p className="text-xs text-soft">
        JSON, CSV or an archive of them. The content decides what each is.
      </p>
      <input
        ref={chooser}
        type="file"
        multiple
        className="sr-only"
        aria-label="Files to import"
        tabIndex={-1}
        onChange={(event) => {
          takeList(event.target.files);
          event.target.value = '';
        }}
      />
    </div>
  );
}
