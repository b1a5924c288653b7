import { noteProblem, upsert } from '@nonhuman/connector-kit';
import type { Observation } from '@nonhuman/model';
import { z } from 'zod';
import {
  connectionRows,
  databaseRoleRows,
  toLeased,
  toPkiEntitlement,
  toSecretReference,
} from '../mapping/engines.ts';
import {
  answerAt,
  DatabaseConnection,
  DatabaseRole,
  Lease,
  PkiRole,
  SecretMetadata,
} from '../schema.ts';
import { below, walk } from './commands.ts';
import { isAt, list } from './mount-lists.ts';
import { count, noteFolder, type VaultPlace } from './state.ts';

export const databaseConnections = list({
  id: 'vault.database-connections',
  title: 'Databases that logins are made in',
  commands: [
    `${walk}; ${below('mounts', { database: 'config' })} | while read -r P; do walk "$P"; done > "\${VAULT}__database-connections.jsonl"`,
  ],
  emits: ['resource', 'identity', 'credential'],
  what: 'database-connections',
  members: [''],
  item: answerAt(DatabaseConnection),
  fits: (item) => isAt(item, /\/config(?:\/[^/]+)?$/) && !isAt(item, /^auth\//),
  *read({ path, keys, data }, at): Generator<Observation> {
    if (path && keys) noteFolder(at, path);
    count(at, { listed: keys?.length ?? 0 });
    if (!path || !data) return;
    count(at, { read: 1 });
    yield* connectionRows(at.of, path, data);
  },
});

export const databaseRoles = list({
  id: 'vault.database-roles',
  title: 'Roles that make or hand out logins of databases',
  commands: [
    `${walk}; ${below('mounts', { database: 'roles static-roles' })} | while read -r P; do walk "$P"; done > "\${VAULT}__database-roles.jsonl"`,
  ],
  emits: ['identity', 'credential'],
  what: 'database-roles',
  members: [''],
  item: answerAt(DatabaseRole),
  fits: (item) => isAt(item, /\/(?:static-)?roles(?:\/[^/]+)?$/) && !isAt(item, /^auth\/|^pki/),
  *read({ path, keys, data }, at): Generator<Observation> {
    if (path && keys) noteFolder(at, path);
    count(at, { listed: keys?.length ?? 0 });
    if (!path || !data) return;
    count(at, { read: 1 });
    yield* databaseRoleRows(at.of, path, data);
  },
});

export const pkiRoles = list({
  id: 'vault.pki-roles',
  title: 'Roles that issue certificates',
  commands: [
    `${walk}; ${below('mounts', { pki: 'roles' })} | while read -r P; do walk "$P"; done > "\${VAULT}__pki-roles.jsonl"`,
  ],
  emits: ['entitlement'],
  what: 'pki-roles',
  members: [''],
  item: answerAt(PkiRole),
  fits: (item) => isAt(item, /^pki.*\/roles(?:\/[^/]+)?$/),
  *read({ path, keys, data }, at): Generator<Observation> {
    if (path && keys) noteFolder(at, path);
    count(at, { listed: keys?.length ?? 0 });
    if (!path || !data) return;
    count(at, { read: 1 });
    yield upsert(at.of, 'entitlement', toPkiEntitlement(at.of.scopeKey, path, data));
  },
});

export const leases = list({
  id: 'vault.leases',
  title: 'Leases: what was handed out and still lives (needs sudo on sys/leases/lookup)',
  commands: [
    `leases() { vault list -format=json "sys/leases/lookup/$1" | jq -r ".[]" | while read -r K; do case "$K" in */) leases "$1$K" ;; *) vault lease lookup -format=json "$1$K" | jq -c '{path: "sys/leases/lookup", data: .data}' ;; esac; done; }; leases "" > "\${VAULT}__leases.jsonl"`,
  ],
  emits: ['credential'],
  what: 'leases',
  members: [''],
  item: answerAt(Lease),
  fits: (item) => isAt(item, /^sys\/leases\/lookup/),
  *read({ data }, at): Generator<Observation> {
    if (data) yield upsert(at.of, 'credential', toLeased(at.of.scopeKey, data));
  },
});

/** `data.data` and `data.metadata` are what `vault kv get` prints: the secret itself. */
const Metadata = SecretMetadata.extend({
  data: z
    .unknown()
    .optional()
    .transform((told) => told !== undefined && told !== null),
  metadata: z
    .unknown()
    .optional()
    .transform((told) => told !== undefined && told !== null),
});

export const secretPaths = list({
  id: 'vault.secrets',
  title: 'Paths of secrets and when they changed; never their values',
  commands: [
    `${walk}; jq -r '(.data // .) | to_entries[] | select(.value.type == "kv" and .value.options.version == "2") | "\\(.key)metadata"' "\${VAULT}__mounts.json" | while read -r P; do walk "$P"; done > "\${VAULT}__secrets.jsonl"`,
    `paths() { vault list -format=json "$1" | jq -c --arg path "$1" '{path: $path, keys: .}'; vault list -format=json "$1" | jq -r ".[]" | while read -r K; do case "$K" in */) paths "$1/\${K%/}" ;; esac; done; }; jq -r '(.data // .) | to_entries[] | select(.value.type == "generic" or (.value.type == "kv" and .value.options.version != "2")) | .key | rtrimstr("/")' "\${VAULT}__mounts.json" | while read -r P; do paths "$P"; done >> "\${VAULT}__secrets.jsonl"`,
  ],
  emits: ['secret-reference'],
  what: 'secrets',
  members: [''],
  item: answerAt(Metadata),
  fits: (item) => isAt(item, /^[^/]+(?:\/[^/]+)*\/metadata(?:\/|$)/) || 'keys' in item,
  *read({ path, keys, data }, at): Generator<Observation> {
    if (!path) return;
    const { scopeKey } = at.of;
    const isVersioned = /\/metadata(?:\/|$)/.test(path);
    const names = keys?.filter((key) => !key.endsWith('/')) ?? [];
    const listed = isVersioned ? (keys ?? []) : (keys ?? []).filter((key) => key.endsWith('/'));
    count(at, { listed: listed.length });
    if (keys && !noteFolder(at, path)) count(at, { read: 1 });
    for (const name of names)
      yield upsert(
        at.of,
        'secret-reference',
        toSecretReference(scopeKey, placeOf(`${path}/${name}`), null),
      );
    if (!data) return;
    if (data.data || data.metadata || !isVersioned) {
      refuseValues(at, path);
      return;
    }
    count(at, { read: 1 });
    yield upsert(at.of, 'secret-reference', toSecretReference(scopeKey, placeOf(path), data));
  },
});

function placeOf(path: string): { readonly mount: string; readonly path: string } {
  const [, versioned, below] = /^(.+?)\/metadata\/(.+)$/.exec(path) ?? [];
  if (versioned !== undefined && below !== undefined) return { mount: versioned, path: below };
  const [mount = path, ...rest] = path.split('/');
  return { mount, path: rest.join('/') };
}

function refuseValues(at: VaultPlace, path: string): void {
  const { scopeKey, listing } = at.of;
  noteProblem(at.context.state.ledger, scopeKey, {
    listing,
    reason: 'unsupported',
    message: `${at.file.name}: ${path}: it holds the values of a secret; nothing of it was kept. Make the file with the printed command, which asks for metadata only, and delete this one`,
  });
}
