import type { SyncRow } from '@nonhuman/api-contract';
import { Badge } from './badge.tsx';

const looks = {
  running: { tone: 'strong', name: 'Running' },
  done: { tone: 'good', name: 'Done' },
  failed: { tone: 'bad', name: 'Failed' },
  cancelled: { tone: 'warn', name: 'Cancelled' },
} as const;

/** How the last pass of a connection went. */
export function SyncState({ sync }: { sync: SyncRow }) {
  const { tone, name } = looks[sync.state];
  return <Badge tone={tone}>{name}</Badge>;
}
