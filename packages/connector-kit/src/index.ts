export type { AnswerImporter } from './answers/answer-importer.ts';
export { defineAnswerImporter } from './answers/answer-importer.ts';
export type { AnswerList, AnswerPlace, AnswerState } from './answers/answer-list.ts';
export { answerList, atPath, isRecord } from './answers/answer-list.ts';
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
  ImportOption,
} from './importer.ts';
export { defineImporter } from './importer.ts';
export type { LeaverEffect, LeaverRelation } from './leaver-effect.ts';
export type { LedgerRules, ListingLedger } from './listing-ledger.ts';
export {
  beginListing,
  closeLedger,
  countItem,
  endListing,
  isBroken,
  noteProblem,
  startLedger,
} from './listing-ledger.ts';
export type { ListingOf } from './observe.ts';
export { complete, enrichment, gap, provisionally, upsert } from './observe.ts';
export type { ProviderFault } from './problems.ts';
export { FileProblem, ProviderError } from './problems.ts';
export type { CsvRow, CsvRowsOptions } from './reading/csv-rows.ts';
export { csvRows } from './reading/csv-rows.ts';
export { readHead } from './reading/file-head.ts';
export type { JsonItemsOptions } from './reading/json-items.ts';
export { jsonItems } from './reading/json-items.ts';
export type { JsonItem } from './reading/json-scan.ts';
export { headJson, partialJson } from './reading/partial-json.ts';
export { utf8Chunks } from './reading/utf8-chunks.ts';
export { refuseDeepYaml } from './reading/yaml-depth.ts';
export type { YamlDocument } from './reading/yaml-documents.ts';
export { yamlDocuments } from './reading/yaml-documents.ts';
export type { ToldOwner, ToldTime } from './told.ts';
export { timeOf, timeOr, timeOrNever, toldAttributes, toldOwner } from './told.ts';
