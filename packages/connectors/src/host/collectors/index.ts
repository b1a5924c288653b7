import type { FileCollector } from '@nonhuman/connector-kit';
import { agentCollectors } from './agents/index.ts';
import { ciCollectors } from './ci/index.ts';
import { cloudAndToolCollectors } from './cloud-and-tools/index.ts';
import { environmentCollectors } from './environment/index.ts';
import { infrastructureCollectors } from './infrastructure/index.ts';
import { keyCollectors } from './keys/index.ts';
import { secretsInFiles } from './secrets-in-files.ts';
import { serviceCollectors } from './services/index.ts';

/** Every file collector of the host, by group. */
export const fileCollectors: readonly FileCollector[] = [
  ...agentCollectors,
  ...ciCollectors,
  ...cloudAndToolCollectors,
  ...environmentCollectors,
  ...infrastructureCollectors,
  ...keyCollectors,
  ...serviceCollectors,
  // Last: it leaves out what those before it have reported.
  secretsInFiles,
];
