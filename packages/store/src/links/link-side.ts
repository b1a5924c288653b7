import { type Sql, sql } from '../db.ts';

/** The nouns that a link can join by an identifier. */
export type JoinedNoun =
  | 'identity'
  | 'credential'
  | 'delegation'
  | 'exposure'
  | 'resource'
  | 'scope'
  | 'secret-reference';

/** Where in a row an identifier stands. */
export interface Term {
  /** `attribute`: the one called `attribute`. Seconds are of the time of making, since 1970. */
  readonly of:
    | 'attribute'
    | 'connection'
    | 'created-second'
    | 'fingerprint'
    | 'from-key'
    | 'from-name'
    | 'identity-key'
    | 'key'
    | 'name'
    | 'native-type'
    | 'provider'
    | 'public-id'
    | 'second-before-creation'
    | 'to-key';
  readonly attribute?: string;
  /** The attribute is a list; each of its entries is an identifier. */
  readonly each?: true;
  /** A POSIX pattern: what its first group (else all of it) finds is the identifier; no match, no identifier. */
  readonly pattern?: string;
  readonly lowerCase?: true;
  /** Base64 of 32 bytes, to be compared in hexadecimal. */
  readonly asHex?: true;
}

/** An identifier by which rows are joined: equal only within its space. */
export interface LinkName {
  /** Tells identifiers of different sorts apart, e.g. `ssh`. */
  readonly space: string;
  /** All must be there; they are joined to one. */
  readonly from: readonly Term[];
}

/** Which rows a rule joins, and by what. A scope has a key, a name and a provider only. */
export interface LinkSide {
  readonly noun: JoinedNoun;
  readonly providers?: readonly string[];
  readonly kinds?: readonly string[];
  readonly nativeTypes?: readonly string[];
  /** Of exposures: only those of which no credential was told. Of secret references: only of these stores. */
  readonly ofNoCredential?: true;
  readonly stores?: readonly string[];
  /** `copies`: only what connectors tell that read of others' things; `home`: only what the others tell. */
  readonly told?: 'copies' | 'home';
  readonly by: readonly LinkName[];
  /** Attributes that the judging of a pair reads. */
  readonly reads?: readonly string[];
}

const created = sql`extract(epoch from (t.facts -> 'createdAt' ->> 'value')::timestamptz)::bigint`;

const columns: Readonly<Record<Exclude<Term['of'], 'attribute'>, Sql>> = {
  connection: sql`t.connection_id`,
  'created-second': sql`(${created})::text`,
  'second-before-creation': sql`(${created} - 1)::text`,
  fingerprint: sql`t.fingerprint`,
  'from-key': sql`(t.facts -> 'from' ->> 'key')`,
  'from-name': sql`(t.facts -> 'from' ->> 'name')`,
  'identity-key': sql`(t.facts ->> 'identityKey')`,
  key: sql`t.key`,
  name: sql`t.name`,
  'native-type': sql`t.native_type`,
  provider: sql`t.provider`,
  'public-id': sql`t.public_id`,
  'to-key': sql`(t.facts -> 'to' ->> 'key')`,
};

/** The table of a side. */
export function tableOf({ noun }: Pick<LinkSide, 'noun'>): Sql {
  return sql.identifier(noun === 'secret-reference' ? 'secret_reference' : noun);
}

/** The identifiers of a side's rows as `(id, name)`, each once a row; `copies` are ids of connections. */
export function namesOf(workspaceId: string, side: LinkSide, copies: readonly string[]): Sql {
  const narrowed = sql.join([sql`true`, ...conditionsOf(side, copies)], sql` and `);
  const rows = (lists: readonly Sql[], names: readonly Sql[]) => sql`
    select t.id, n.name from ${sql.join([sql`${tableOf(side)} t`, ...lists], sql` cross join `)}
      cross join lateral (values ${sql.join(names.map((name) => sql`(${name})`))}) n(name)
    where t.workspace_id = ${workspaceId} and ${narrowed} and n.name is not null`;
  const plain = side.by.filter(({ from }) => !from.some(({ each }) => each === true));
  const listed = side.by.filter((name) => !plain.includes(name));
  // One look at each row, whatever it is named by.
  const parts = [
    ...(plain.length === 0 ? [] : [rows([], plain.map(nameOf))]),
    ...listed.map((name) => rows(listsOf(name), [nameOf(name)])),
  ];
  return sql`select distinct n.id, n.name from (${sql.join(parts, sql` union all `)}) n`;
}

function nameOf({ space, from }: LinkName): Sql {
  const parts = from.map((term, index) =>
    shaped(term.each === true ? sql.identifier(`each_${index}`) : textOf(term), term),
  );
  return sql`${`${space}:`} || ${sql.join(parts, sql` || '|' || `)}`;
}

function listsOf({ from }: LinkName): Sql[] {
  return from.flatMap((term, index) => (term.each === true ? [listOf(term, `each_${index}`)] : []));
}

/** What narrows the rows `t` to those of a side. */
export function conditionsOf(side: LinkSide, copies: readonly string[]): Sql[] {
  const { providers, kinds, nativeTypes, stores, told, ofNoCredential } = side;
  return [
    ...(providers ? [sql`t.provider = any(${providers}::text[])`] : []),
    ...(kinds ? [sql`t.kind = any(${kinds}::text[])`] : []),
    ...(nativeTypes ? [sql`t.native_type = any(${nativeTypes}::text[])`] : []),
    ...(stores ? [sql`t.store = any(${stores}::text[])`] : []),
    ...(ofNoCredential ? [sql`t.credential_id is null`] : []),
    ...(told === 'copies' ? [sql`t.connection_id = any(${copies}::text[])`] : []),
    ...(told === 'home' ? [sql`t.connection_id <> all(${copies}::text[])`] : []),
  ];
}

function textOf(term: Term): Sql {
  if (term.of !== 'attribute') return columns[term.of];
  return sql`(t.facts -> 'attributes' ->> ${term.attribute ?? ''}::text)`;
}

/** The entries of a list; a single text counts as a list of one. */
function listOf(term: Term, alias: string): Sql {
  const value = sql`t.facts -> 'attributes' -> ${term.attribute ?? ''}::text`;
  const name = sql.identifier(alias);
  return sql`jsonb_array_elements_text(case jsonb_typeof(${value}) when 'array' then ${value}
      when 'string' then jsonb_build_array(${value}) else '[]'::jsonb end) ${name}`;
}

function shaped(text: Sql, term: Term | undefined): Sql {
  const lower = term?.lowerCase === true ? sql`lower(${text})` : text;
  const found =
    term?.pattern === undefined ? lower : sql`substring(${lower} from ${term.pattern}::text)`;
  const shown = term?.asHex === true ? sql`encode(decode(${found}, 'base64'), 'hex')` : found;
  return sql`nullif(${shown}, '')`;
}
