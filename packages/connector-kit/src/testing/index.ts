export { importFile } from './import-files.ts';
