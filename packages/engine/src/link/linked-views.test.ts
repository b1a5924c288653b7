import { type Noun, type Observation, seen, type Things } from '@nonhuman/model';
import { aCredential, anExposure, anIdentity, daysAgo, now } from '@nonhuman/model/testing';
import { silentLog } from '@nonhuman/runtime';
import { ensureWorkspace, sql } from '@nonhuman/store';
import { testDb } from '@nonhuman/store/testing';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { evaluate } from '../evaluate/evaluate.ts';
import { runSync } from '../sync/run-sync.ts';

const db = await testDb();
const workspaceId = (await ensureWorkspace(db, 'linked views', now)).id;
const keyId = `AKIA${'SP2TPHJSQH3FJRUX'}`;
const user = 'arn:aws:iam::171436882533:user/ci';

type Row = { readonly [N in Noun]: { readonly noun: N; readonly value: Things[N] } }[Noun];

async function tell(connectorId: string, rows: readonly Row[]) {
  async function* observations(): AsyncGenerator<Observation> {
    yield {
      type: 'scope',
      scope: { key: connectorId, kind: 'account', name: connectorId, provider: connectorId },
    };
    for (const row of rows) {
      yield { type: 'upsert', scopeKey: connectorId, listing: 'test.all', ...row } as Observation;
    }
  }
  await runSync(
    { db, workspaceId, now: () => now, log: silentLog },
    {
      connection: {
        connectorId,
        kind: connectorId === 'host' ? 'host' : 'import',
        name: connectorId,
      },
      observedAt: now,
      observations: observations(),
    },
  );
}

const Finding = z.object({
  check: z.string(),
  subject: z.string(),
  identity: z.string().nullable(),
});

describe('the exposures of a key that its provider lists', () => {
  it('count for it where they were told of the copy in a file, and are judged once', async () => {
    const key = { kind: 'access-key', provider: 'aws', publicId: keyId } as const;
    await tell('aws', [
      { noun: 'identity', value: anIdentity({ key: user, name: 'ci' }) },
      {
        noun: 'credential',
        value: aCredential({
          ...key,
          key: keyId,
          name: 'listed',
          identityKey: user,
          status: 'active',
          createdAt: seen(daysAgo(5)),
        }),
      },
    ]);
    await tell('host', [
      { noun: 'identity', value: anIdentity({ key: `aws:holder-of:${keyId}`, name: 'holder' }) },
      {
        noun: 'credential',
        value: aCredential({
          ...key,
          key: 'in-file',
          name: 'in .env',
          identityKey: `aws:holder-of:${keyId}`,
          status: 'unknown',
        }),
      },
      {
        noun: 'exposure',
        value: anExposure({
          key: 'in-file@.env',
          credentialKey: 'in-file',
          setting: 'environment-file',
          place: { kind: 'file', locator: '/srv/.env', tracked: true, readableBy: 'everyone' },
        }),
      },
    ]);

    await evaluate({ db, workspaceId, now: () => now, log: silentLog });

    const findings = await db.many(
      Finding,
      sql`select f.check_id as check, coalesce(c.name, e.title, i.name, '') as subject, h.name as identity from finding f
          left join credential c on c.id = f.subject_id left join exposure e on e.id = f.subject_id
          left join identity i on i.id = f.subject_id left join identity h on h.id = f.identity_id
          where f.workspace_id = ${workspaceId} and f.state = 'open'`,
    );
    expect(findings).toContainEqual({
      check: 'credential-leaked-still-active',
      subject: 'listed',
      identity: 'ci',
    });
    const ofExposure = findings.filter(({ check }) => check === 'exposure-in-environment-file');
    expect(ofExposure.map(({ identity }) => identity)).toEqual(['holder']);
  });
});
