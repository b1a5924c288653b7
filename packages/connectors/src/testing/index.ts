export type { FakeFile, Reported } from '../host/testing/fake-host.ts';
export { collectFrom, everythingSaid } from '../host/testing/fake-host.ts';
