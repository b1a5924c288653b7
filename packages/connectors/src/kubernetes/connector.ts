import { defineConnector } from '@nonhuman/connector-kit';
import { importer } from './importers/importer.ts';

/** Service accounts, roles, bindings, tokens and workloads of clusters. */
export const kubernetes = defineConnector({
  id: 'kubernetes',
  title: 'Kubernetes',
  summary:
    'Service accounts, roles, bindings, long-lived tokens and workloads of clusters, from exports.',
  collectors: [],
  fileCollectors: [],
  importer,
});
