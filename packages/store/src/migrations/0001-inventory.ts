import type { Migration } from '../migrate.ts';

/** The columns that the tables of all nouns have in common. */
const shared = `
  workspace_id  text not null,
  id            text not null,
  connection_id text not null,
  scope_id      text not null,
  listing       text not null,
  sync_id       text not null,
  key           text not null,
  observed_at   timestamptz not null,
  enriched_at   timestamptz,
  first_seen_at timestamptz not null,
  valid_from    timestamptz not null,
  told_hash     text,
  facts         jsonb not null,`;

/** Room on each page, so that touching a row that did not change writes no index. */
const table = 'with (fillfactor = 80)';

/**
 * What is known of the world, and of how well it is known.
 *
 * Nouns refer to each other by ids that may be dangling: a grant may be told before its role, or
 * without it ever being told. So there are no foreign keys between them.
 */
export const inventory: Migration = {
  version: 1,
  name: 'inventory',
  sql: `
create extension if not exists pg_trgm;

create table workspace (
  id         text primary key,
  name       text not null unique,
  created_at timestamptz not null
);

create table setting (
  workspace_id text not null references workspace on delete cascade,
  name         text not null,
  value        jsonb not null,
  primary key (workspace_id, name)
);

create table connection (
  workspace_id text not null references workspace on delete cascade,
  id           text not null,
  connector_id text not null,
  kind         text not null check (kind in ('host', 'import', 'live')),
  name         text not null,
  created_at   timestamptz not null,
  primary key (workspace_id, id),
  unique (workspace_id, connector_id, kind, name)
);

create table scope (
  workspace_id  text not null,
  id            text not null,
  connection_id text not null,
  key           text not null,
  kind          text not null,
  name          text not null,
  provider      text not null,
  first_seen_at timestamptz not null,
  last_seen_at  timestamptz not null,
  primary key (workspace_id, id),
  unique (workspace_id, connection_id, key),
  foreign key (workspace_id, connection_id) references connection on delete cascade
);

create table sync (
  workspace_id  text not null,
  id            text not null,
  connection_id text not null,
  state         text not null check (state in ('running', 'done', 'failed', 'cancelled')),
  observed_at   timestamptz not null,
  started_at    timestamptz not null,
  finished_at   timestamptz,
  counts        jsonb,
  error         jsonb,
  primary key (workspace_id, id),
  foreign key (workspace_id, connection_id) references connection on delete cascade
);
create index sync_of_connection on sync (workspace_id, connection_id, started_at desc);
create index sync_running on sync (workspace_id, connection_id) where state = 'running';

-- How far each listing of each scope has been read: what an absence may be taken to mean.
create table scope_ledger (
  workspace_id         text not null,
  scope_id             text not null,
  listing              text not null,
  nouns                text[] not null,
  complete             boolean not null,
  items                integer not null,
  observed_at          timestamptz not null,
  complete_observed_at timestamptz,
  sync_id              text not null,
  primary key (workspace_id, scope_id, listing),
  foreign key (workspace_id, scope_id) references scope on delete cascade
);

create table gap (
  workspace_id  text not null,
  id            text not null,
  connection_id text not null,
  scope_id      text not null,
  listing       text not null,
  nouns         text[] not null,
  sync_id       text not null,
  reason        text not null,
  message       text not null,
  needs         text,
  place         jsonb,
  observed_at   timestamptz not null,
  primary key (workspace_id, id),
  foreign key (workspace_id, scope_id) references scope on delete cascade
);
create index gap_of_listing on gap (workspace_id, scope_id, listing);

create table identity (${shared}
  provider        text not null,
  kind            text not null,
  native_type     text not null,
  name            text not null,
  status          text not null,
  environment     text not null,
  access          text not null,
  created_at      timestamptz,
  last_used_state text not null,
  last_used_at    timestamptz,
  primary key (workspace_id, id)
) ${table};
create index identity_of_listing on identity (workspace_id, scope_id, listing);
create index identity_by_name on identity (workspace_id, name, id);
create index identity_by_last_use on identity (workspace_id, last_used_at, id);
create index identity_by_kind on identity (workspace_id, provider, kind);
create index identity_name_search on identity using gin (name gin_trgm_ops);

create table instance (${shared}
  provider    text not null,
  identity_id text not null,
  native_type text not null,
  name        text not null,
  status      text not null,
  primary key (workspace_id, id)
) ${table};
create index instance_of_listing on instance (workspace_id, scope_id, listing);
create index instance_of_identity on instance (workspace_id, identity_id);

create table credential (${shared}
  provider        text not null,
  identity_id     text,
  kind            text not null,
  native_type     text not null,
  name            text not null,
  status          text not null,
  created_at      timestamptz,
  expires_state   text not null,
  expires_at      timestamptz,
  last_used_state text not null,
  last_used_at    timestamptz,
  public_id       text,
  fingerprint     text,
  access          text not null,
  primary key (workspace_id, id)
) ${table};
create index credential_of_listing on credential (workspace_id, scope_id, listing);
create index credential_of_identity on credential (workspace_id, identity_id);
create index credential_by_name on credential (workspace_id, name, id);
create index credential_by_expiry on credential (workspace_id, expires_at, id);
create index credential_by_fingerprint on credential (workspace_id, fingerprint)
  where fingerprint is not null;
create index credential_by_public_id on credential (workspace_id, public_id)
  where public_id is not null;
create index credential_name_search on credential using gin (name gin_trgm_ops);

create table resource (${shared}
  provider    text not null,
  native_type text not null,
  name        text not null,
  environment text not null,
  primary key (workspace_id, id)
) ${table};
create index resource_of_listing on resource (workspace_id, scope_id, listing);

create table entitlement (${shared}
  provider    text not null,
  native_type text not null,
  name        text not null,
  access      text not null,
  primary key (workspace_id, id)
) ${table};
create index entitlement_of_listing on entitlement (workspace_id, scope_id, listing);

-- The noun grant; the name is a reserved word of SQL.
create table access_grant (${shared}
  provider       text not null,
  principal_type text not null,
  -- Null unless the principal is an identity.
  principal_id   text,
  principal_key  text not null,
  entitlement_id text not null,
  resource_id    text,
  held_on        text not null,
  conditional    boolean not null,
  primary key (workspace_id, id)
) ${table};
create index access_grant_of_listing on access_grant (workspace_id, scope_id, listing);
create index access_grant_of_principal on access_grant (workspace_id, principal_id);
create index access_grant_of_entitlement on access_grant (workspace_id, entitlement_id);

create table delegation (${shared}
  provider    text not null,
  kind        text not null,
  from_type   text not null,
  -- Null unless it starts from an identity.
  from_id     text,
  from_key    text not null,
  to_type     text not null,
  to_id       text not null,
  conditional boolean not null,
  primary key (workspace_id, id)
) ${table};
create index delegation_of_listing on delegation (workspace_id, scope_id, listing);
create index delegation_from on delegation (workspace_id, from_id);
create index delegation_to on delegation (workspace_id, to_id);

create table exposure (${shared}
  provider      text not null,
  credential_id text,
  identity_id   text,
  detector      text not null,
  title         text not null,
  fingerprint   text not null,
  setting       text not null,
  locator       text not null,
  environment   text not null,
  primary key (workspace_id, id)
) ${table};
create index exposure_of_listing on exposure (workspace_id, scope_id, listing);
create index exposure_of_credential on exposure (workspace_id, credential_id);
create index exposure_of_identity on exposure (workspace_id, identity_id);
create index exposure_by_fingerprint on exposure (workspace_id, fingerprint);

create table secret_reference (${shared}
  provider    text not null,
  identity_id text,
  store       text not null,
  name        text not null,
  locator     text not null,
  primary key (workspace_id, id)
) ${table};
create index secret_reference_of_listing on secret_reference (workspace_id, scope_id, listing);
create index secret_reference_of_identity on secret_reference (workspace_id, identity_id);
create index secret_reference_by_name on secret_reference (workspace_id, store, name);

create table ownership (${shared}
  provider     text not null,
  subject_type text not null,
  subject_id   text not null,
  basis        text not null,
  signal       text not null,
  owner_type   text not null,
  owner_name   text not null,
  owner_status text not null,
  confidence   real not null,
  primary key (workspace_id, id)
) ${table};
create index ownership_of_listing on ownership (workspace_id, scope_id, listing);
create index ownership_of_subject on ownership (workspace_id, subject_id);

create table person (${shared}
  provider text not null,
  name     text not null,
  email    text,
  status   text not null,
  left_at  timestamptz,
  primary key (workspace_id, id)
) ${table};
create index person_of_listing on person (workspace_id, scope_id, listing);
create index person_by_email on person (workspace_id, email) where email is not null;

create table team (${shared}
  provider text not null,
  name     text not null,
  primary key (workspace_id, id)
) ${table};
create index team_of_listing on team (workspace_id, scope_id, listing);

-- What evaluations say of an identity as a whole; a row for each, made with it. Apart from it, so that a
-- risk that changes touches two indexes and not those of everything that a source told.
create table identity_posture (
  workspace_id   text not null,
  identity_id    text not null,
  risk           smallint not null default 0,
  worst_severity text,
  open_findings  integer not null default 0,
  owner_name     text,
  owner_basis    text not null default 'none',
  -- Null until the first evaluation.
  digest         text,
  factors        json,
  would_lower    json,
  primary key (workspace_id, identity_id)
) with (fillfactor = 85);
create index identity_by_risk on identity_posture (workspace_id, risk, identity_id)
  include (worst_severity, owner_basis);

-- What rows were before: a row as of t is the current one where valid_from <= t, else the version
-- with valid_from <= t < valid_to.
create table thing_version (
  workspace_id  text not null,
  noun          text not null,
  id            text not null,
  connection_id text not null,
  scope_id      text not null,
  listing       text not null,
  key           text not null,
  valid_from    timestamptz not null,
  valid_to      timestamptz not null,
  ended_by      text not null check (ended_by in ('change', 'removal')),
  facts         jsonb not null,
  primary key (workspace_id, id, valid_to)
);
create index thing_version_as_of on thing_version (workspace_id, noun, valid_to, valid_from);

-- Nothing is planned by what facts and reasons look like, and to sample them takes longer than all else.
do $$
declare of record;
begin
  for of in select c.oid::regclass as name, a.attname from pg_attribute a join pg_class c on c.oid = a.attrelid
    where c.relnamespace = current_schema()::regnamespace and c.relkind = 'r'
      and a.attname in ('facts', 'factors', 'would_lower')
  loop
    execute format('alter table %s alter column %I set statistics 0', of.name, of.attname);
  end loop;
end $$;
`,
};
