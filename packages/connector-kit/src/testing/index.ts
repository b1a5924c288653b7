export type { CollectorFixture, FakeProvider } from './describe-collector.ts';
export { describeCollector } from './describe-collector.ts';
export type { ImporterFixture } from './describe-importer.ts';
export { describeImporter } from './describe-importer.ts';
export { importFile } from './import-files.ts';
export { problemOfCommand } from './read-only-commands.ts';
export type { Imported, ImportFiles } from './run-import.ts';
export { runImport } from './run-import.ts';
