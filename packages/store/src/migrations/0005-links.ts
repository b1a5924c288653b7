import type { Migration } from '../migrate.ts';

/** What is the same in several places, or bound to each other over connectors, with its past. */
export const links: Migration = {
  version: 5,
  name: 'links',
  sql: `
-- A link that no longer holds, or no longer for the same reason, is ended and kept. What holds now has
-- no end.
create table link (
  workspace_id  text not null,
  -- Of rule and both ends: the same for the same link at any time.
  id            text not null,
  rule          text not null,
  relation      text not null check (relation in ('same', 'pairs-with', 'logs-in-as', 'opens', 'belongs-to', 'exposes')),
  verdict       text not null check (verdict in ('matched', 'not-matched', 'cannot-tell')),
  from_noun     text not null,
  from_id       text not null,
  to_noun       text not null,
  to_id         text not null,
  confidence    real not null,
  because       text not null,
  evidence      jsonb not null,
  -- Equal for equal verdict, confidence, reason and evidence.
  digest        text not null,
  -- Since when it holds, for whatever reason; since when as it stands here.
  first_seen_at timestamptz not null,
  valid_from    timestamptz not null,
  ended_at      timestamptz,
  primary key (workspace_id, id, valid_from)
) with (fillfactor = 90);
create index link_from on link (workspace_id, from_id);
create index link_to on link (workspace_id, to_id);
create index link_by_rule on link (workspace_id, rule, id) where ended_at is null;

-- When links were last looked for, over which state of the inventory and by which rules.
create table link_run (
  workspace_id text primary key references workspace on delete cascade,
  ran_at       timestamptz not null,
  stamp        text not null,
  rules        text not null,
  counts       jsonb not null
);
`,
};
