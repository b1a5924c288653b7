import { Badge } from './badge.tsx';

const names = { active: 'Active', left: 'Left', unknown: 'Status not known' } as const;
const tones = { active: 'good', left: 'bad', unknown: 'plain' } as const;

/** Whether somebody is there; not told is not called active. */
export function OwnerStatus({ status }: { status: keyof typeof names }) {
  return <Badge tone={tones[status]}>{names[status]}</Badge>;
}
