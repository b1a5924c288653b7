import type { FileCollector } from '@nonhuman/connector-kit';
import { devcontainer } from './devcontainer.ts';
import { dockerCompose } from './docker-compose.ts';
import { dotenv } from './dotenv.ts';
import { crontab, procfile } from './process-files.ts';

/** The file collectors of this group, sorted by id. */
export const environmentCollectors: readonly FileCollector[] = [
  crontab,
  devcontainer,
  dockerCompose,
  dotenv,
  procfile,
];
