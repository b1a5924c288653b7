import { z } from 'zod';
import { type SignalWeight, signalWeights } from './weights.ts';

const TagNames = z.array(z.string().min(1).max(100)).max(100);

/**
 * What a workspace may say about its own habits. Tag names are compared without case, punctuation
 * and prefix (`acme.io/owner-email` is `owneremail`).
 */
export const OwnershipSettings = z.object({
  tags: z
    .object({
      owner: TagNames.default([
        'owner',
        'owners',
        'owneremail',
        'ownedby',
        'ownername',
        'technicalowner',
        'businessowner',
        'serviceowner',
        'appowner',
        'applicationowner',
        'responsible',
        'accountable',
      ]),
      team: TagNames.default([
        'team',
        'teamname',
        'owningteam',
        'ownerteam',
        'squad',
        'tribe',
        'group',
      ]),
      contact: TagNames.default([
        'contact',
        'contacts',
        'contactemail',
        'maintainer',
        'maintainers',
        'poc',
        'pointofcontact',
        'support',
        'email',
        'managedby',
      ]),
      creator: TagNames.default(['createdby', 'creator', 'author', 'requestedby', 'requester']),
      costCenter: TagNames.default([
        'costcenter',
        'costcentre',
        'department',
        'businessunit',
        'division',
      ]),
    })
    .prefault({}),
  /**
   * What names say, e.g. `svc-{team}-*`, `{person}-dev`. `*` is anything. Those given here are
   * believed, with less weight, even when nobody knows the team.
   */
  namingConventions: z
    .array(
      z
        .string()
        .max(200)
        .refine(
          (pattern) => (pattern.match(/\{(team|person)\}/g) ?? []).length === 1,
          'needs {team} or {person}, once',
        ),
    )
    .max(50)
    .default([]),
  /** Where a weight differs from the usual. */
  weights: z
    .partialRecord(
      z.enum(Object.keys(signalWeights) as [SignalWeight, ...SignalWeight[]]),
      z.number().min(0).max(1),
    )
    .default({}),
});
export type OwnershipSettings = z.output<typeof OwnershipSettings>;

/** The name that the workspace keeps them under. */
export const ownershipSettingName = 'ownership';

/** Conventions that count only when they name a team that is known. */
export const usualConventions = ['svc-{team}-*', 'sa-{team}-*', '{team}-*', '*-{team}', '{team}'];
