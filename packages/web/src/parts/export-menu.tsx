import { Menu } from '@base-ui/react/menu';
import { type ExportFormat, type ExportSubject, routes, urlOf } from '@nonhuman/api-contract';
import { Download } from 'lucide-react';

const formats: readonly { format: ExportFormat; name: string; only?: ExportSubject }[] = [
  { format: 'csv', name: 'CSV' },
  { format: 'json', name: 'JSON' },
  { format: 'sarif', name: 'SARIF', only: 'findings' },
];

/** Downloads everything of one kind, whatever the list is narrowed to. */
export function ExportMenu({ of, asOf }: { of: ExportSubject; asOf?: string | undefined }) {
  return (
    <Menu.Root>
      <Menu.Trigger className="button">
        <Download aria-hidden className="size-4" />
        Export all
      </Menu.Trigger>
      <Menu.Portal>
        <Menu.Positioner sideOffset={6} align="end" className="z-40">
          <Menu.Popup className="popup min-w-36 p-1">
            {formats
              .filter(({ only }) => only === undefined || only === of)
              .map(({ format, name }) => (
                <Menu.Item
                  key={format}
                  render={
                    <a
                      href={urlOf(routes.getExport, { params: { format }, query: { of, asOf } })}
                      download={`${of}.${format}`}
                    />
                  }
                  className="block rounded px-3 py-1.5 text-sm data-highlighted:bg-hover"
                >
                  {name}
                </Menu.Item>
              ))}
          </Menu.Popup>
        </Menu.Positioner>
      </Menu.Portal>
    </Menu.Root>
  );
}
