export { emptyDatabase, testDb } from './test-db.ts';
