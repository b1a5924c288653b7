import type { LeaverPreview } from '@nonhuman/api-contract';
import { leaverEffects } from '@nonhuman/connectors';
import { type OwnershipRun, openOwnership, previewLeaver } from '@nonhuman/engine';
import { IdentityId, NhiError } from '@nonhuman/model';
import { readOwner } from '@nonhuman/store';
import type { Workings } from '../workings.ts';
import { ownerAnswer } from './owners.ts';

/**
 * What stops, what survives and what is not known when a person leaves, by key, e-mail address or
 * login. Throws `NOT_FOUND`; `STATE_CONFLICT` for a team.
 */
export async function leaverPreview(workings: Workings, wanted: string): Promise<LeaverPreview> {
  const { db, workspaceId, now } = workings;
  const run = await openOwnership(db, workspaceId, now());
  const row = await readOwner(db, workspaceId, keyOf(wanted, run));
  if (row === null)
    throw new NhiError('NOT_FOUND', {
      hint: 'Nobody of this key, e-mail address or login is known. The list of owners shows who is.',
    });
  if (row.type === 'team')
    throw new NhiError('STATE_CONFLICT', { hint: 'This is a team; only people leave.' });
  const found = await previewLeaver(db, workspaceId, {
    personKey: row.key,
    effects: leaverEffects,
    run,
  });
  const count = (effect: string) => found.lines.filter((line) => line.effect === effect).length;
  const ownerless = found.lines.filter((line) => line.noun === 'identity' && line.ownerless);
  return {
    person: ownerAnswer(row),
    totals: {
      stops: count('stops'),
      survives: count('survives'),
      unknown: count('unknown'),
      ownerless: ownerless.length,
      stillUsable: found.lines.filter((line) => line.stillUsable).length,
    },
    lines: found.lines.map((line) => ({ ...line, identityId: IdentityId.parse(line.identityId) })),
    teams: [...found.teams],
    truncated: found.truncated,
  };
}

function keyOf(wanted: string, { people }: OwnershipRun): string {
  if (wanted.startsWith('person:') || wanted.startsWith('team:')) return wanted;
  const found = people.recognise({ text: wanted, provider: '', type: 'person' });
  return found?.owner.key ?? `person:${wanted.toLowerCase()}`;
}
