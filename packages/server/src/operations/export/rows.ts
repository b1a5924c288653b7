/** The rows of a list, one by one. */
export type Rows = AsyncIterable<Readonly<Record<string, unknown>>>;
