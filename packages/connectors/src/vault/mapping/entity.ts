import { timeOr, toldOwner } from '@nonhuman/connector-kit';
import { type Identity, type Ownership, type Team, unknown } from '@nonhuman/model';
import type { Entity, Group } from '../schema.ts';
import { isForPeople } from './auth-role.ts';
import { entityKey, groupKey } from './names.ts';

const machineMethods = /^(?:approle|kubernetes|aws|gcp|azure|jwt|cert|alicloud|cf|token)$/;

/** An entity: what Vault takes several logins for. Whether it is a person, its methods can only hint at. */
export function toIdentity(scope: string, entity: Entity): Identity {
  const methods = [
    ...new Set((entity.aliases ?? []).flatMap(({ mount_type }) => mount_type ?? [])),
  ];
  const isMachine = methods.some((method) => machineMethods.test(method));
  return {
    key: entityKey(scope, entity.id),
    provider: 'vault',
    kind: isMachine ? 'service-account' : 'machine-user',
    nativeType: 'entity',
    name: entity.name ?? entity.id,
    status: entity.disabled ? 'disabled' : 'active',
    createdAt: timeOr(entity.creation_time, 'this export does not tell it'),
    lastUsedAt: unknown('Vault does not tell when an entity was used; its audit log does'),
    attributes: {
      entityId: entity.id,
      loginMethods: methods.sort(),
      aliases: (entity.aliases ?? [])
        .map(({ name, mount_path }) => `${mount_path ?? ''}${name}`)
        .sort(),
      ...(methods.length > 0 ? { consoleAccess: methods.some(isForPeople) } : {}),
    },
  };
}

const ownerWords = /^(?:owner|owned[-_]by|team|squad|contact|managed[-_]by|responsible|e-?mail)$/i;

/** Who answers for an entity, as its metadata tells. */
export function* toOwnership(scope: string, entity: Entity): Generator<Ownership> {
  const key = entityKey(scope, entity.id);
  for (const [word, value] of Object.entries(entity.metadata ?? {})) {
    if (!ownerWords.test(word) || typeof value !== 'string' || value === '') continue;
    const isAddress = /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(value);
    yield toldOwner({
      provider: 'vault',
      subject: { type: 'identity', key },
      owner: {
        type: /team|squad/i.test(word) ? 'team' : 'person',
        name: value,
        email: isAddress ? value.toLowerCase() : null,
      },
      signal: 'tag',
      confidence: 0.8,
    });
  }
}

/** A group that a directory fills with people; null for one that Vault itself keeps. */
export function toTeam(scope: string, group: Group): Team | null {
  if (group.type !== 'external') return null;
  return {
    key: groupKey(scope, group.id),
    provider: 'vault',
    name: group.name ?? group.id,
    attributes: { groupId: group.id },
  };
}
