import { types } from 'pg';

type Parse = (text: string) => unknown;

function int8(text: string): number | bigint {
  const number = Number(text);
  return Number.isSafeInteger(number) ? number : BigInt(text);
}

/** `timestamp` carries no zone; ours are UTC. The driver would read it in the machine's zone. */
function timestamp(text: string): Date {
  return new Date(`${text.replace(' ', 'T')}Z`);
}

const textArrayOid: number = 1009;

function arrayOf(parse: Parse): Parse {
  const entries: (text: string) => (string | null)[] = types.getTypeParser(textArrayOid);
  return (text) => entries(text).map((entry) => (entry === null ? null : parse(entry)));
}

/** By PostgreSQL's type number: the types that the driver's own parsers would get wrong for us. */
const parsers = new Map<number, Parse>([
  [20, int8],
  [1016, arrayOf(int8)],
  [1082, String],
  [1182, arrayOf(String)],
  [1114, timestamp],
  [1115, arrayOf(timestamp)],
  [1186, String],
  [1187, arrayOf(String)],
  [1231, arrayOf(String)],
]);

/**
 * How values come back: `int8` as a number, or a bigint beyond the safe range; `date`, `interval`
 * and `numeric` as text; `timestamptz` as a Date, ±Infinity when infinite; `jsonb` parsed.
 */
export const valueParsers = {
  getTypeParser(oid: number): Parse {
    return parsers.get(oid) ?? types.getTypeParser(oid);
  },
};
