import { at, entriesOf, textOf } from '../../../formats/json-value.ts';
import { toolFile } from './tool-file.ts';

export const databricks = toolFile({
  id: 'host.databricks',
  title: 'Databricks profiles',
  format: 'ini',
  reads: [{ home: '.databrickscfg' }],
  *items({ value }) {
    for (const [profile, settings] of entriesOf(value)) {
      const host = textOf(at(settings, 'host')) ?? 'unknown workspace';
      const clientId = textOf(at(settings, 'client_id'));
      yield {
        path: [profile, 'token'],
        name: `token of profile ${profile}`,
        provider: 'databricks',
        kind: 'token',
        nativeType: 'databricks-token',
        attributes: { workspace: host },
      };
      yield {
        path: [profile, 'client_secret'],
        name: `client secret of profile ${profile}`,
        provider: 'databricks',
        kind: 'oauth-client-secret',
        nativeType: 'databricks-client-secret',
        ...(clientId === null
          ? {}
          : {
              publicId: clientId,
              identity: {
                kind: 'service-account',
                nativeType: 'databricks-service-principal',
                key: `databricks:${clientId}`,
                name: clientId,
              } as const,
            }),
      };
      yield {
        path: [profile, 'password'],
        name: `password of profile ${profile}`,
        provider: 'databricks',
        kind: 'password',
        nativeType: 'databricks-password',
        attributes: { legacy: true },
      };
    }
  },
});
