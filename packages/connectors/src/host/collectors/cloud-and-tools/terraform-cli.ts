import { at, entriesOf } from '../../../formats/json-value.ts';
import { toolFile } from './tool-file.ts';

export const terraformCli = toolFile({
  id: 'host.terraform-cli',
  title: 'Terraform and OpenTofu logins',
  format: 'jsonc',
  reads: [
    { home: '.terraform.d/credentials.tfrc.json' },
    { home: 'AppData/Roaming/terraform.d/credentials.tfrc.json' },
  ],
  *items({ value }) {
    for (const [host] of entriesOf(at(value, 'credentials')))
      yield {
        path: ['credentials', host, 'token'],
        name: `token for ${host}`,
        provider: 'terraform-cloud',
        kind: 'token',
        nativeType: 'terraform-cloud-token',
      };
  },
});
