import type { Migration } from '../migrate.ts';

/** What the API needs beside the inventory: orders to page by, repeated requests, background jobs. */
export const api: Migration = {
  version: 3,
  name: 'api',
  sql: `
-- What is often asked for is found by walking an order; what is rare, by reading one index that holds
-- all that lists are filtered and ordered by, without a visit to each row.
drop index identity_by_kind;
create index identity_by_kind on identity (workspace_id, provider, kind)
  include (id, status, environment, access, scope_id, name, last_used_at, last_used_state, created_at);
-- Never used is longest unused; what nobody told stands at the end of either order.
drop index identity_by_last_use;
create index identity_longest_unused on identity (workspace_id,
  (coalesce(last_used_at, case last_used_state when 'never' then '-infinity'::timestamptz else 'infinity'::timestamptz end)), id);
create index identity_last_used on identity (workspace_id,
  (coalesce(last_used_at, case last_used_state when 'never' then '0001-01-01 00:00Z'::timestamptz else '-infinity'::timestamptz end)), id);
create index identity_oldest on identity (workspace_id, (coalesce(created_at, 'infinity'::timestamptz)), id);
create index identity_newest on identity (workspace_id, (coalesce(created_at, '-infinity'::timestamptz)), id);
-- Keys may be longer than a B-tree takes.
create index identity_by_key on identity using hash (key);

drop index credential_by_expiry;
create index credential_first_to_expire on credential (workspace_id,
  (coalesce(expires_at, case expires_state when 'never' then '9999-12-31 00:00Z'::timestamptz else 'infinity'::timestamptz end)), id);
create index credential_oldest on credential (workspace_id, (coalesce(created_at, 'infinity'::timestamptz)), id);
create index credential_longest_unused on credential (workspace_id,
  (coalesce(last_used_at, case last_used_state when 'never' then '-infinity'::timestamptz else 'infinity'::timestamptz end)), id);
create index credential_by_key on credential using hash (key);

create index credential_identity on credential (workspace_id, id) include (identity_id);

create index exposure_out_of_place on exposure (workspace_id, credential_id, identity_id)
  where setting <> 'tool-configuration';

create index finding_by_age on finding (workspace_id, state, first_seen_at, id);

-- The past of what belonged to an identity.
create index thing_version_of_identity on thing_version using hash ((facts ->> 'identityKey'))
  where facts ->> 'identityKey' is not null;
create index thing_version_of_principal on thing_version using hash ((facts -> 'principal' ->> 'key'))
  where facts -> 'principal' ->> 'key' is not null;

-- Answers of writes, so that a repeated request does not act twice.
create table idempotency_key (
  workspace_id text not null references workspace on delete cascade,
  key          text not null,
  request_hash text not null,
  -- Null while the first request runs.
  answer       jsonb,
  created_at   timestamptz not null,
  primary key (workspace_id, key)
);
create index idempotency_key_by_age on idempotency_key (created_at);

create table job (
  workspace_id text not null references workspace on delete cascade,
  id           text not null,
  kind         text not null check (kind in ('import', 'scan')),
  state        text not null check (state in ('waiting', 'running', 'done', 'failed', 'cancelled')),
  created_at   timestamptz not null,
  started_at   timestamptz,
  finished_at  timestamptz,
  -- Until when its process has promised to report; a job that runs past it is interrupted.
  alive_until  timestamptz not null,
  progress     jsonb not null,
  sync_id      text,
  summary      jsonb,
  failure      jsonb,
  primary key (workspace_id, id)
);
create index job_by_age on job (workspace_id, created_at desc, id);
`,
};
