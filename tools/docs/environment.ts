/** One environment variable that the program reads. */
export interface Variable {
  readonly name: string;
  readonly what: string;
  /** `yours`: to be set; `platform`: read as the platform sets it. */
  readonly setBy: 'yours' | 'platform';
}

/** Every environment variable that the program reads, sorted; a test compares it with the code. */
export const variables: readonly Variable[] = [
  {
    name: 'DATABASE_URL',
    setBy: 'yours',
    what: 'your own PostgreSQL 15 or newer, `postgres://…`; the embedded one when it is empty',
  },
  { name: 'FORCE_COLOR', setBy: 'platform', what: 'colours even where the output is no terminal' },
  {
    name: 'LOCALAPPDATA',
    setBy: 'platform',
    what: 'on Windows, where the unpacked PostgreSQL is kept',
  },
  {
    name: 'NONHUMAN_AUTH',
    setBy: 'yours',
    what: '`token`: permits `--bind` beyond this machine, where every caller has to bring the token',
  },
  {
    name: 'NONHUMAN_DATA',
    setBy: 'yours',
    what: 'the data folder; `~/.nonhuman` unless set',
  },
  {
    name: 'NONHUMAN_DEBUG',
    setBy: 'yours',
    what: 'anything: a fault of the program is printed with where it happened',
  },
  {
    name: 'NONHUMAN_POSTGRES_BIN',
    setBy: 'yours',
    what: 'a folder with `initdb` and `postgres` to run instead of those that npm installed',
  },
  { name: 'NO_COLOR', setBy: 'platform', what: 'no colours' },
  { name: 'PATH', setBy: 'platform', what: 'where PostgreSQL of the machine is looked for' },
  { name: 'TERM', setBy: 'platform', what: '`dumb` means no colours' },
  {
    name: 'XDG_CACHE_HOME',
    setBy: 'platform',
    what: 'where the unpacked PostgreSQL is kept; `~/.cache` unless set',
  },
];
