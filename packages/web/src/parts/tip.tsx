import { Tooltip } from '@base-ui/react/tooltip';
import type { ReactNode } from 'react';

/** Words that explain a value, on hover and on focus. */
export function Tip({
  text,
  children,
  className = '',
}: {
  text: string;
  children: ReactNode;
  className?: string;
}) {
  return (
    <Tooltip.Root>
      <Tooltip.Trigger
        render={<span tabIndex={0} role="note" aria-label={text} />}
        className={`cursor-help rounded-sm ${className}`}
      >
        {children}
      </Tooltip.Trigger>
      <Tooltip.Portal>
        <Tooltip.Positioner sideOffset={6} className="z-50">
          <Tooltip.Popup className="popup max-w-xs px-2.5 py-1.5 text-sm">{text}</Tooltip.Popup>
        </Tooltip.Positioner>
      </Tooltip.Portal>
    </Tooltip.Root>
  );
}
