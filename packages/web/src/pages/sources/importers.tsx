import type { ImporterRow } from '@nonhuman/api-contract';
import { Command } from '../../parts/copy-button.tsx';
import { Panel } from '../../parts/panel.tsx';

/** The read-only commands that make the files, by provider. */
export function Importers({ importers }: { importers: readonly ImporterRow[] }) {
  return (
    <Panel flush title="Commands that make the files">
      <ul className="divide-y divide-line">
        {importers.map((importer) => (
          <li key={importer.provider}>
            <details className="group" open={importers.length <= 2}>
              <summary className="px-4 py-3 font-medium hover:bg-hover">{importer.title}</summary>
              <div className="grid gap-x-8 gap-y-4 px-4 pb-4 lg:grid-cols-[minmax(0,1fr)_20rem]">
                <ul className="min-w-0 space-y-3">
                  {importer.kinds.map((kind) => (
                    <li key={kind.id}>
                      <h3 className="mb-1 text-sm">
                        {kind.title} <span className="text-soft">({kind.emits.join(', ')})</span>
                      </h3>
                      <div className="space-y-1">
                        {kind.commands.map((command) => (
                          <Command key={command} text={command} />
                        ))}
                      </div>
                    </li>
                  ))}
                </ul>
                <div className="space-y-3 text-sm">
                  {importer.permissions.length > 0 && (
                    <div>
                      <h3 className="mb-1 text-xs font-medium text-soft">
                        Read-only rights they need
                      </h3>
                      <p className="mono text-xs">{importer.permissions.join(', ')}</p>
                    </div>
                  )}
                  {importer.cannotTell.length > 0 && (
                    <div>
                      <h3 className="mb-1 text-xs font-medium text-soft">
                        What such files cannot tell
                      </h3>
                      <ul className="list-disc space-y-1 pl-4 text-soft">
                        {importer.cannotTell.map((line) => (
                          <li key={line}>{line}</li>
                        ))}
                      </ul>
                    </div>
                  )}
                </div>
              </div>
            </details>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
