/** What one statement of `SHOW GRANTS` gives. */
export type GrantStatement =
  | {
      readonly kind: 'privileges';
      readonly to: string;
      /** In upper case, without columns: `SELECT`. */
      readonly privileges: readonly string[];
      /** As written without quotes: `*.*`, `shop.*`, `shop.orders`. */
      readonly on: string;
      /** May give them to others. */
      readonly grantable: boolean;
    }
  | {
      readonly kind: 'roles';
      readonly to: string;
      readonly roles: readonly string[];
      readonly grantable: boolean;
    }
  | { readonly kind: 'proxy'; readonly to: string; readonly as: string };

const quoted = '(?:`(?:[^`]|``)*`|\'(?:[^\']|\'\')*\'|"(?:[^"]|"")*")';
const account = new RegExp(`^(${quoted}|[\\w.$-]*)(?:@(${quoted}|[\\w.%:/$-]+))?`);

/** Null for statements that give nothing (`SET DEFAULT ROLE`, `REVOKE`) or are not understood. */
export function readStatement(text: string): GrantStatement | null {
  const [, body] = /^\s*GRANT\s+(.+?);?\s*$/is.exec(text) ?? [];
  if (body === undefined) return null;
  const to = outside(body, / TO /iy);
  if (to < 0) return null;
  const what = body.slice(0, to);
  const after = body.slice(to + 4).trim();
  const grantee = accountOf(after);
  if (grantee === null) return null;
  const rest = after.slice(account.exec(after)?.[0].length ?? 0);
  const on = outside(what, / ON /iy);
  if (on < 0) {
    const roles = parts(what).flatMap((part) => accountOf(part.trim()) ?? []);
    return { kind: 'roles', to: grantee, roles, grantable: /\bWITH ADMIN OPTION\b/i.test(rest) };
  }
  const names = parts(what.slice(0, on)).map(privilegeName);
  const target = what.slice(on + 4).trim();
  if (names.length === 1 && names[0] === 'PROXY') {
    const as = accountOf(target);
    return as === null ? null : { kind: 'proxy', to: grantee, as };
  }
  return {
    kind: 'privileges',
    to: grantee,
    privileges: names,
    on: objectName(target),
    grantable: /\bWITH\b.*\bGRANT OPTION\b/i.test(rest),
  };
}

/** Where a word stands outside of quotes and brackets; below zero when nowhere. */
function outside(text: string, word: RegExp): number {
  let quote = '';
  let open = 0;
  for (let index = 0; index < text.length; index += 1) {
    const letter = text[index] ?? '';
    if (quote !== '') {
      if (letter === quote) quote = '';
      continue;
    }
    if ('`\'"'.includes(letter)) quote = letter;
    else if (letter === '(') open += 1;
    else if (letter === ')') open -= 1;
    else if (open === 0) {
      word.lastIndex = index;
      if (word.test(text)) return index;
    }
  }
  return -1;
}

/** Parts that commas outside of quotes and brackets separate. */
function parts(text: string): string[] {
  const comma = outside(text, /,/y);
  return comma < 0 ? [text] : [text.slice(0, comma), ...parts(text.slice(comma + 1))];
}

function privilegeName(text: string): string {
  return text
    .replace(/\(.*\)/s, '')
    .trim()
    .replaceAll(/\s+/g, ' ')
    .toUpperCase();
}

function objectName(text: string): string {
  return unquoted(text.replace(/^(?:TABLE|FUNCTION|PROCEDURE|PACKAGE(?: BODY)?)\s+/i, ''));
}

/** `user@host`; `%` is the host of what names none. */
function accountOf(text: string): string | null {
  const [all, user, host] = account.exec(text) ?? [];
  if (!all || user === undefined) return null;
  return `${unquoted(user)}@${host === undefined ? '%' : unquoted(host)}`;
}

function unquoted(text: string): string {
  return text
    .replaceAll(/`((?:[^`]|``)*)`/g, (_, name: string) => name.replaceAll('``', '`'))
    .replaceAll(/^'((?:[^']|'')*)'$/g, (_, name: string) => name.replaceAll("''", "'"))
    .replaceAll(/^"((?:[^"]|"")*)"$/g, (_, name: string) => name.replaceAll('""', '"'));
}
