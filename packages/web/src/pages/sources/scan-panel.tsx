import { routes, type Sources } from '@nonhuman/api-contract';
import { useMutation } from '@tanstack/react-query';
import { ScanSearch } from 'lucide-react';
import { ask, problemIn } from '../../api.ts';
import { countOf } from '../../formats.ts';
import { Command } from '../../parts/copy-button.tsx';
import { Panel } from '../../parts/panel.tsx';

/** Starts a scan of the folders that the configuration names; others cannot be asked for from here. */
export function ScanPanel({
  scan,
  started,
}: {
  scan: Sources['scan'];
  started: (jobId: string) => void;
}) {
  const { mutate, error, isPending } = useMutation({
    mutationFn: () => ask(routes.startScan, { body: {}, idempotencyKey: crypto.randomUUID() }),
    onSuccess: ({ id }) => started(id),
  });
  return (
    <Panel title="Scan this host">
      <p className="text-sm text-soft">
        {scan.roots.length === 0
          ? 'No folder is configured. Scan one from a terminal:'
          : `Looks into ${countOf(scan.roots.length, 'folder')} for ${countOf(scan.collectors.length, 'kind')} of files:`}
      </p>
      {scan.roots.length === 0 ? (
        <div className="mt-2">
          <Command text="nonhuman scan ." />
        </div>
      ) : (
        <>
          <ul className="my-2 space-y-0.5 text-sm">
            {scan.roots.map((root) => (
              <li key={root} className="mono">
                {root}
              </li>
            ))}
          </ul>
          <button
            type="button"
            className="button-main"
            disabled={isPending}
            onClick={() => mutate()}
          >
            <ScanSearch aria-hidden className="size-4" />
            Start a scan
          </button>
        </>
      )}
      {error !== null && (
        <p role="alert" className="mt-2 text-sm text-critical">
          {problemIn(error).title}. {problemIn(error).detail}
        </p>
      )}
      <Collectors collectors={scan.collectors} />
    </Panel>
  );
}

function Collectors({ collectors }: { collectors: Sources['scan']['collectors'] }) {
  const groups = new Map<string, string[]>();
  for (const { group, title } of collectors)
    groups.set(group, [...(groups.get(group) ?? []), title]);
  return (
    <details className="mt-4 text-sm">
      <summary className="text-soft hover:text-ink">What it reads</summary>
      <dl className="mt-2 space-y-2">
        {[...groups].map(([group, titles]) => (
          <div key={group}>
            <dt className="font-medium">{group}</dt>
            <dd className="text-soft">{titles.join(', ')}</dd>
          </div>
        ))}
      </dl>
    </details>
  );
}
