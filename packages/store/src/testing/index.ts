export type { HostServer } from './host-server.ts';
export { startHostServer } from './host-server.ts';
export { emptyDatabase, testDb } from './test-db.ts';
