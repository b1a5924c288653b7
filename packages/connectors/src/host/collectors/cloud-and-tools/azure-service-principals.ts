import { at, listOf, textOf } from '../../../formats/json-value.ts';
import { toolFile } from './tool-file.ts';

/** Service principals that `az login --service-principal` has kept. */
export const azureServicePrincipals = toolFile({
  id: 'host.azure-service-principals',
  title: 'Azure service principals',
  format: 'jsonc',
  reads: [
    { home: '.azure/service_principal_entries.json' },
    { home: '.azure/accessTokens.json' },
    { name: '*.azureauth' },
  ],
  *items(config) {
    for (const [index, entry] of listOf(config.value).entries()) {
      const clientId = textOf(at(entry, 'client_id')) ?? textOf(at(entry, 'servicePrincipalId'));
      const tenant = textOf(at(entry, 'tenant')) ?? textOf(at(entry, 'servicePrincipalTenant'));
      if (clientId === null) continue;
      for (const field of ['client_secret', 'accessToken', 'certificate']) {
        yield {
          path: [String(index), field],
          name: `service principal ${clientId}`,
          provider: 'azure',
          kind: field === 'certificate' ? 'private-key' : 'oauth-client-secret',
          nativeType: field === 'certificate' ? 'azure-client-certificate' : 'azure-client-secret',
          identity: {
            kind: 'application',
            nativeType: 'azure-service-principal',
            key: `azure:application:${clientId}`,
            name: clientId,
          },
          attributes: tenant === null ? {} : { tenant },
        };
      }
    }
  },
});
