import type { AccessLevel, Status } from '@nonhuman/model';
import type { ReactNode } from 'react';
import { sentence } from '../formats.ts';
import { accessNames } from '../words.ts';

const tones = {
  plain: 'border-line text-soft',
  strong: 'border-strong-line text-ink',
  good: 'border-good/40 text-good',
  warn: 'border-high/40 text-high',
  bad: 'border-critical/40 text-critical',
} as const;
export type Tone = keyof typeof tones;

export function Badge({ tone = 'plain', children }: { tone?: Tone; children: ReactNode }) {
  return (
    <span
      className={`inline-flex items-center gap-1 rounded border px-1.5 py-px text-xs leading-4 whitespace-nowrap ${tones[tone]}`}
    >
      {children}
    </span>
  );
}

const statusTones: Readonly<Record<Status, Tone>> = {
  active: 'good',
  disabled: 'plain',
  expired: 'warn',
  revoked: 'plain',
  unknown: 'plain',
};

export function statusName(status: Status): string {
  return status === 'unknown' ? 'Status not known' : sentence(status);
}

export function StatusBadge({ status }: { status: Status }) {
  return <Badge tone={statusTones[status]}>{statusName(status)}</Badge>;
}

export function AccessText({ access }: { access: AccessLevel }) {
  if (access === 'unknown') return <span className="text-soft italic">{accessNames.unknown}</span>;
  return (
    <span className={access === 'admin' ? 'font-semibold text-critical' : ''}>
      {accessNames[access]}
    </span>
  );
}
