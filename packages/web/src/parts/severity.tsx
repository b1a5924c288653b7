import type { Severity } from '@nonhuman/model';
import {
  CircleDot,
  Diamond,
  Info,
  type LucideIcon,
  OctagonAlert,
  TriangleAlert,
} from 'lucide-react';
import { sentence } from '../formats.ts';

const looks: Readonly<Record<Severity, { icon: LucideIcon; color: string }>> = {
  critical: { icon: OctagonAlert, color: 'text-critical' },
  high: { icon: TriangleAlert, color: 'text-high' },
  medium: { icon: Diamond, color: 'text-medium' },
  low: { icon: CircleDot, color: 'text-low' },
  info: { icon: Info, color: 'text-info' },
};

export const severityFill: Readonly<Record<Severity | 'none', string>> = {
  critical: 'bg-critical',
  high: 'bg-high',
  medium: 'bg-medium',
  low: 'bg-low',
  info: 'bg-info',
  none: 'bg-strong-line',
};

/** A severity by icon, colour and word; never by colour alone. */
export function SeverityMark({ severity, bare = false }: { severity: Severity; bare?: boolean }) {
  const { icon: Icon, color } = looks[severity];
  return (
    <span className={`inline-flex items-center gap-1.5 text-sm font-medium ${color}`}>
      <Icon aria-hidden className="size-4 shrink-0" />
      <span className={bare ? 'sr-only' : ''}>{sentence(severity)}</span>
    </span>
  );
}
