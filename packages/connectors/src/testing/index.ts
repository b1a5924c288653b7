export { exports as awsExports } from '../aws/testing/exports.ts';
export {
  exports as githubExports,
  plantedSecrets as githubSecrets,
} from '../github/testing/exports.ts';
export type { FakeFile, Reported } from '../host/testing/fake-host.ts';
export { collectFrom, everythingSaid } from '../host/testing/fake-host.ts';
export {
  awsSecret,
  files as toolFiles,
  secret as toolFileSecret,
} from '../host/testing/tool-files.ts';
export {
  exports as kubernetesExports,
  plantedSecrets as kubernetesSecrets,
} from '../kubernetes/testing/exports.ts';
