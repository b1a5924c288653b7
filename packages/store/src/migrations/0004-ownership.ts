import type { Migration } from '../migrate.ts';

/** Who answers for identities: what people attested, and what the last evaluation made of all evidence. */
export const ownership: Migration = {
  version: 4,
  name: 'ownership',
  sql: `
-- One write by a person: what it did can be shown and undone as a whole.
create table ownership_change (
  workspace_id text not null references workspace on delete cascade,
  id           text not null,
  kind         text not null check (kind in ('attest', 'reassign', 'withdraw')),
  actor        text not null,
  at           timestamptz not null,
  reason       text not null,
  -- Null when it only withdraws.
  owner        jsonb,
  subjects     integer not null,
  undone_at    timestamptz,
  undone_by    text,
  primary key (workspace_id, id)
);
create index ownership_change_by_age on ownership_change (workspace_id, at desc, id);

-- That somebody answers for a thing, on the word of a person. Withdrawn ones stay as history.
create table attestation (
  workspace_id     text not null,
  change_id        text not null,
  subject_type     text not null check (subject_type in ('identity', 'credential')),
  subject_id       text not null,
  owner_type       text not null check (owner_type in ('person', 'team')),
  owner_name       text not null,
  owner_email      text,
  attested_by      text not null,
  attested_at      timestamptz not null,
  -- Null has no end.
  until            timestamptz,
  reason           text not null,
  withdrawn_at     timestamptz,
  withdrawn_by     text,
  -- The change that took it back.
  withdrawn_change text,
  primary key (workspace_id, change_id, subject_id),
  foreign key (workspace_id, change_id) references ownership_change on delete cascade
);
create unique index attestation_in_force on attestation (workspace_id, subject_id) where withdrawn_at is null;
create index attestation_of_subject on attestation (workspace_id, subject_id, attested_at);
create index attestation_withdrawn_by on attestation (workspace_id, withdrawn_change) where withdrawn_change is not null;

-- Everybody whom people sources tell of, and everybody whom evidence names. Written by the evaluation.
create table owner (
  workspace_id   text not null references workspace on delete cascade,
  key            text not null,
  type           text not null,
  name           text not null,
  email          text,
  status         text not null,
  status_because text not null,
  -- Told by a people source, not merely named by evidence.
  known          boolean not null,
  left_at        timestamptz,
  -- Of a team: active, left, unknown; null when not told.
  members        jsonb,
  -- How many identities they are the likeliest owner of, how many of those by attestation, and how many
  -- they are any candidate of.
  identities     integer not null default 0,
  attested       integer not null default 0,
  candidate_of   integer not null default 0,
  highest_risk   smallint,
  primary key (workspace_id, key)
);
create index owner_by_identities on owner (workspace_id, identities, key);
create index owner_by_name on owner (workspace_id, name, key);

-- The candidates of each identity: the owner at rank 0, and from 1 on those who are only to be asked. Evidence is put together again when it is asked for.
create table identity_owner (
  workspace_id text not null,
  identity_id  text not null,
  rank         smallint not null,
  owner_key    text not null,
  basis        text not null,
  confidence   real not null,
  signals      text[] not null,
  primary key (workspace_id, identity_id, rank)
);
create index identity_owner_by_owner on identity_owner (workspace_id, owner_key, rank, identity_id);
`,
};
