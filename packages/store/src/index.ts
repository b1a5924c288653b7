export type { Db, Sql, SqlValue } from './db.ts';
export { sql } from './db.ts';
export type { TransactionOptions } from './session.ts';
export { isUniqueViolation } from './store-errors.ts';
