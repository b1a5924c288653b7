export type { FakeFile, Reported } from '../host/testing/fake-host.ts';
export { collectFrom, everythingSaid } from '../host/testing/fake-host.ts';
export { awsSecret, files as toolFiles, secret as toolFileSecret } from '../host/testing/tool-files.ts';
