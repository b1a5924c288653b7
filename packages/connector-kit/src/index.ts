export type { CollectContext, Collector } from './collector.ts';
export { defineCollector } from './collector.ts';
export type { Connector } from './connector.ts';
export { defineConnector } from './connector.ts';
export type { FileCollector, FileContext, FilePattern, HostFile } from './file-collector.ts';
export { defineFileCollector } from './file-collector.ts';
export type {
  AnyImporter,
  FileHead,
  ImportContext,
  Importer,
  ImportFile,
  ImportKind,
} from './importer.ts';
export { defineImporter } from './importer.ts';
export type { ProviderFault } from './problems.ts';
export { FileProblem, ProviderError } from './problems.ts';
