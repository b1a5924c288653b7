import type { Collector } from './collector.ts';
import type { FileCollector } from './file-collector.ts';
import type { AnyImporter } from './importer.ts';

/** Our code for one provider. Made of parts that declare what they need; the core knows no provider by name. */
export interface Connector {
  /** Kebab-case, e.g. `aws`. Part of every row's id: never changed. */
  readonly id: string;
  readonly title: string;
  /** One sentence for lists. */
  readonly summary: string;
  readonly collectors: readonly Collector<unknown>[];
  readonly fileCollectors: readonly FileCollector[];
  /** Null when the provider has no offline import. */
  readonly importer: AnyImporter | null;
}

/** Declares a connector. */
export function defineConnector(connector: Connector): Connector {
  return connector;
}
