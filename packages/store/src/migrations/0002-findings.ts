import type { Migration } from '../migrate.ts';

/**
 * What is wrong, since when, and what was decided about it.
 *
 * An evaluation writes findings, their events and risks by the hundred thousand, so that these have no
 * foreign key, which would be looked up row by row.
 */
export const findings: Migration = {
  version: 2,
  name: 'findings',
  sql: `
create table finding (
  workspace_id    text not null,
  id              text not null,
  check_id        text not null,
  subject_type    text not null check (subject_type in ('identity', 'credential', 'exposure')),
  subject_id      text not null,
  -- Whose finding it is; null when the subject belongs to no known identity.
  identity_id     text,
  severity        text not null,
  -- 0 critical … 4 info, for sorting.
  severity_rank   smallint not null,
  state           text not null check (state in ('open', 'accepted', 'resolved')),
  -- True while the facts that would decide are not told: it stays as it was.
  undecided       boolean not null default false,
  because         text not null,
  evidence        json not null,
  first_seen_at   timestamptz not null,
  last_seen_at    timestamptz not null,
  resolved_at     timestamptz,
  accepted_until  timestamptz,
  accepted_reason text,
  risk_owner      text,
  primary key (workspace_id, id)
) with (fillfactor = 85);
create index finding_of_identity on finding (workspace_id, identity_id);
create index finding_of_subject on finding (workspace_id, subject_id) where identity_id is null;
create index finding_by_severity on finding (workspace_id, state, severity_rank, id);
create index finding_by_check on finding (workspace_id, check_id, state);

alter table finding alter column evidence set statistics 0, alter column because set statistics 0;

-- What happened to a finding after it was opened, which the finding itself tells.
create table finding_event (
  workspace_id text not null,
  id           bigint generated always as identity,
  finding_id   text not null,
  at           timestamptz not null,
  kind         text not null check (kind in
    ('reopened', 'resolved', 'accepted', 'acceptance-ended', 'severity-changed')),
  actor        text not null,
  details      json not null,
  primary key (id)
);
create index finding_event_of_finding on finding_event (workspace_id, finding_id, id);

-- How many subjects each check passed, failed, did not concern, or could not be told, at the last evaluation.
create table check_tally (
  workspace_id text not null references workspace on delete cascade,
  check_id     text not null,
  outcome      text not null check (outcome in ('pass', 'fail', 'not-applicable', 'unknown')),
  -- For unknown: why; else empty.
  because      text not null,
  subjects     integer not null,
  primary key (workspace_id, check_id, outcome, because)
);

create table evaluation (
  workspace_id text not null references workspace on delete cascade,
  id           text not null,
  started_at   timestamptz not null,
  finished_at  timestamptz,
  identities   integer,
  counts       jsonb,
  primary key (workspace_id, id)
);
create index evaluation_by_start on evaluation (workspace_id, started_at desc);
`,
};
