import { readLinksOf } from '@nonhuman/store';
import { testDb } from '@nonhuman/store/testing';
import { describe, expect, it } from 'vitest';
import { credential, identity, line, linkedWorld } from './testing/linked-world.ts';

const db = await testDb();
const keyId = `AKIA${'SP2TPHJSQH3FJRUX'}`;
const files = { connector: 'host', scope: 'laptop' };
const account = { connector: 'aws', scope: '171436882533' };

const kind = 'access-key';
const inFile = credential({
  kind,
  key: 'in-file',
  name: 'key in .env',
  provider: 'aws',
  publicId: keyId,
  identityKey: null,
});
const facts = {
  kind,
  key: keyId,
  name: keyId,
  provider: 'aws',
  publicId: keyId,
  identityKey: 'arn:user',
} as const;
const atProvider = credential(facts);

describe('a pass over the links', () => {
  it('links what has one identifier in two places, and says why', async () => {
    const world = await linkedWorld(db);
    await world.tell(files, [inFile]);
    await world.tell(account, [atProvider, identity({ key: 'arn:user', name: 'ci' })]);

    const summary = await world.link();

    expect(summary).toEqual({ links: 1, added: 1, changed: 0, ended: 0, unchanged: false });
    const [link] = await world.links();
    expect(link).toMatchObject({
      rule: 'aws-access-key',
      relation: 'same',
      verdict: 'matched',
      confidence: 0.99,
      evidence: { accessKeyId: keyId },
      endedAt: null,
    });
    expect(link?.because).toContain(keyId);
  });

  it('writes nothing when it is run again, and looks at nothing when no sync has changed anything', async () => {
    const world = await linkedWorld(db);
    await world.tell(files, [inFile]);
    await world.tell(account, [atProvider]);
    await world.link();
    const before = await world.links();

    const again = await world.link();
    await world.tell(account, [atProvider]);
    const told = await world.link();

    expect(again).toMatchObject({ unchanged: true, added: 0, ended: 0 });
    expect(told).toMatchObject({ unchanged: true });
    expect(await world.links()).toEqual(before);
  });

  it('ends a link that no longer holds and keeps it in the past; begins it anew when it holds again', async () => {
    const world = await linkedWorld(db);
    await world.tell(files, [inFile]);
    await world.tell(account, [atProvider]);
    await world.link();
    const [held] = await world.links();

    await world.tell(account, []);
    const ended = await world.link();
    const now = await world.links();
    const past = await readLinksOf(db, world.workspaceId, {
      ids: [held?.from.id ?? ''],
      at: new Date(held?.firstSeenAt ?? 0),
      limit: 10,
    });
    await world.tell(account, [atProvider]);
    const back = await world.link();

    expect(ended).toMatchObject({ added: 0, ended: 1 });
    expect(now).toEqual([]);
    expect(past).toMatchObject([{ id: held?.id, endedAt: expect.any(String) }]);
    expect(back).toMatchObject({ added: 1, ended: 0 });
    expect(await world.links()).toMatchObject([{ id: held?.id, endedAt: null }]);
  });

  it('keeps since when a link holds while its reason changes', async () => {
    const world = await linkedWorld(db);
    await world.tell(files, [inFile]);
    await world.tell(account, [atProvider]);
    await world.link();
    const [first] = await world.links();

    await world.tell(account, [credential({ ...facts, name: 'renamed' })]);
    const summary = await world.link();

    expect(summary).toMatchObject({ links: 1, added: 0, changed: 1, ended: 0 });
    const [after] = await world.links();
    expect(after?.because).toContain('renamed');
    expect(after?.firstSeenAt).toBe(first?.firstSeenAt);
  });

  it('pairs each of many equal rows with the first only', async () => {
    const world = await linkedWorld(db);
    const many = Array.from({ length: 40 }, (_, index) =>
      credential({
        kind,
        key: `copy ${index}`,
        name: `copy ${index}`,
        provider: 'aws',
        publicId: keyId,
      }),
    );
    await world.tell(files, many);

    const { links } = await world.link();

    expect(links).toBe(39);
  });

  it('does not link over workspaces', async () => {
    const one = await linkedWorld(db);
    const other = await linkedWorld(db);
    await one.tell(files, [inFile]);
    await other.tell(account, [atProvider]);

    await one.link();
    await other.link();

    expect([...(await one.links()), ...(await other.links())].map(line)).toEqual([]);
  });
});
