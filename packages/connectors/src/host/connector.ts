import { defineConnector } from '@nonhuman/connector-kit';
import { fileCollectors } from './collectors/index.ts';

/** What one machine shows: files of its users, and of the system when asked. */
export const host = defineConnector({
  id: 'host',
  title: 'This machine',
  summary: 'Credentials, keys, agents and definitions in the files of a machine, read offline.',
  collectors: [],
  fileCollectors,
  importer: null,
});
