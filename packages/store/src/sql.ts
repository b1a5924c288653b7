/** What may stand in a `${}` of a statement. Objects go through `sql.json`. */
export type SqlValue =
  | string
  | number
  | bigint
  | boolean
  | Date
  | Uint8Array
  | null
  | readonly SqlValue[];

declare const made: unique symbol;

/** A statement or a part of one. Only `sql` makes it, so no plain string is ever run. */
export interface Sql {
  readonly [made]: true;
  /** The text around the parameters: one more than there are values. */
  readonly texts: readonly string[];
  readonly values: readonly SqlValue[];
}

interface SqlTag {
  /**
   * Every `${}` becomes a parameter, except another `Sql`, which is spliced in.
   *
   * Dates are sent in UTC, arrays as PostgreSQL arrays. Text that PostgreSQL cannot hold (U+0000)
   * is sent as U+FFFD. `undefined`, an invalid date or a plain object throws a `TypeError`.
   */
  (texts: TemplateStringsArray, ...holes: readonly (SqlValue | Sql)[]): Sql;
  /** The parts with `separator` (`, ` if not given) between. Throws on an empty list: use `= any(…)`. */
  join(parts: readonly Sql[], separator?: Sql): Sql;
  /** A quoted name, for names that come from our own lists. Throws unless lower snake case. */
  identifier(name: string): Sql;
  /** A `jsonb` parameter. */
  json(value: unknown): Sql;
  /** No text at all: for an optional condition. */
  readonly empty: Sql;
}

const genuine = new WeakSet<object>();

function make(texts: readonly string[], values: readonly SqlValue[]): Sql {
  const statement = Object.freeze({ texts, values }) as Sql;
  genuine.add(statement);
  return statement;
}

function isSql(value: unknown): value is Sql {
  return typeof value === 'object' && value !== null && genuine.has(value);
}

function compose(texts: readonly string[], holes: readonly (SqlValue | Sql)[]): Sql {
  const outTexts = [texts[0] ?? ''];
  const outValues: SqlValue[] = [];
  const extend = (text: string) => {
    outTexts[outTexts.length - 1] += text;
  };
  for (const [index, hole] of holes.entries()) {
    if (isSql(hole)) {
      extend(hole.texts[0] ?? '');
      outTexts.push(...hole.texts.slice(1));
      outValues.push(...hole.values);
    } else {
      outValues.push(hole);
      outTexts.push('');
    }
    extend(texts[index + 1] ?? '');
  }
  return make(outTexts, outValues);
}

const comma = make([', '], []);

function join(parts: readonly Sql[], separator: Sql = comma): Sql {
  if (parts.length === 0) throw new TypeError('sql.join needs at least one part');
  const holes = parts.flatMap((part, index) => (index === 0 ? [part] : [separator, part]));
  return compose(['', ...holes.map(() => '')], holes);
}

function identifier(name: string): Sql {
  if (!/^[a-z_][a-z0-9_]{0,62}$/.test(name)) {
    throw new TypeError('a name in SQL must be lower snake case, 63 characters at most');
  }
  return make([`"${name}"`], []);
}

/** The maker of statements; see {@link SqlTag}. */
export const sql: SqlTag = Object.assign(
  (texts: TemplateStringsArray, ...holes: readonly (SqlValue | Sql)[]) => compose(texts, holes),
  {
    join,
    identifier,
    json: (value: unknown) => make(['', '::jsonb'], [jsonText(value)]),
    empty: make([''], []),
  },
);

/** The program's own text (a migration's file) as a statement. Not exported by the package. */
export function trustedSql(text: string): Sql {
  return make([text], []);
}

/** What the driver sends. */
export interface Query {
  readonly text: string;
  readonly values: readonly unknown[];
}

/** Numbers the parameters. Throws a `TypeError` for anything that `sql` did not make. */
export function toQuery(statement: Sql): Query {
  if (!isSql(statement)) throw new TypeError('a statement must be made by the sql tag');
  const text = statement.texts.reduce((left, right, index) => `${left}$${index}${right}`);
  return { text, values: statement.values.map(toParameter) };
}

function toParameter(value: SqlValue): unknown {
  if (value === null || typeof value === 'boolean' || typeof value === 'number') return value;
  if (typeof value === 'string') return storableText(value);
  if (typeof value === 'bigint') return value.toString();
  if (value instanceof Date) return timestampText(value);
  if (value instanceof Uint8Array) return Buffer.from(value);
  if (Array.isArray(value)) return value.map(toParameter);
  throw new TypeError(`a parameter of SQL cannot be ${typeof value}; objects go through sql.json`);
}

/** The text as PostgreSQL can hold it: U+0000 becomes U+FFFD (lone surrogates do so in UTF-8). */
export function storableText(text: string): string {
  return text.includes('\0') ? text.replaceAll('\0', '\uFFFD') : text;
}

/** JSON that `jsonb` accepts: U+0000 and lone surrogates become U+FFFD, in keys too. */
export function jsonText(value: unknown): string {
  const text: string | undefined = JSON.stringify(value);
  if (text === undefined) throw new TypeError('this value has no JSON form');
  if (!text.includes('\\u')) return text;
  return text.replace(/\\(?:u0000|ud[89a-f][0-9a-f]{2}|.)/g, (escape) =>
    escape.length > 2 ? '\uFFFD' : escape,
  );
}

/** The moment in UTC, in PostgreSQL's way of writing years. Throws on an invalid date. */
export function timestampText(date: Date): string {
  if (Number.isNaN(date.getTime())) throw new TypeError('an invalid date cannot be stored');
  const iso = date.toISOString();
  const afterYear = iso.slice(iso.indexOf('-', 1));
  const year = date.getUTCFullYear();
  const digits = String(year > 0 ? year : 1 - year).padStart(4, '0');
  return year > 0 ? digits + afterYear : `${digits}${afterYear} BC`;
}
