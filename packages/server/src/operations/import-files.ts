import type { Connector } from '@nonhuman/connector-kit';
import { type ImportInputs, type ImportSummary, runImport } from '@nonhuman/engine';
import { NhiError } from '@nonhuman/model';
import type { Workings } from '../workings.ts';
import { type Judged, judge, type Watch } from './judge.ts';

/** What to import, and as what. */
export interface ImportFilesRequest extends Watch {
  /** The id of an importer. */
  readonly provider: string;
  readonly inputs: ImportInputs;
  /** The importer's own. */
  readonly options?: Readonly<Record<string, string>> | undefined;
  /** When the exports were made; what they tell, or now, unless given. */
  readonly observedAt?: Date | undefined;
  /** Tells two connections of one provider apart. */
  readonly connection?: string | undefined;
}

/** Imports export files of a provider and judges what was found. Throws `PROVIDER_UNKNOWN` and what the engine throws. */
export async function importFiles(
  workings: Workings,
  request: ImportFilesRequest,
): Promise<Judged<ImportSummary>> {
  const { provider, inputs, options = {}, observedAt, connection, signal, onProgress } = request;
  const summary = await runImport(workings, {
    connector: importerOf(workings, provider),
    inputs,
    options,
    secrets: workings.secrets,
    ...(observedAt ? { observedAt } : {}),
    ...(connection === undefined ? {} : { name: connection }),
    ...(signal ? { signal } : {}),
    ...(onProgress
      ? { onProgress: ({ file, rows }) => onProgress(file, rows?.observations ?? 0) }
      : {}),
  });
  return judge(workings, summary, request);
}

/** The connector whose files can be imported under this name. Throws `PROVIDER_UNKNOWN`. */
export function importerOf(
  { connectors }: Pick<Workings, 'connectors'>,
  provider: string,
): Connector {
  const found = connectors.find(({ importer }) => importer?.id === provider);
  if (found) return found;
  const known = connectors.flatMap(({ importer }) => importer?.id ?? []).join(', ');
  throw new NhiError('PROVIDER_UNKNOWN', { provider, hint: `Files can be imported of: ${known}.` });
}
