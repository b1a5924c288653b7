export { newId, stableId, thingId } from './ids.ts';
export type { Log, LogFields } from './log.ts';
export { jsonLog, silentLog } from './log.ts';
export type { SecretKeeper } from './secret-keeper.ts';
export { secretKeeper } from './secret-keeper.ts';
export { SecretValue } from './secret-value.ts';
