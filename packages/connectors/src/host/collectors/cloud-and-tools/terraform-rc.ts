import { toolFile } from './tool-file.ts';

/** `credentials "host" { token = "…" }` and helpers of the older file. */
export const terraformRc = toolFile({
  id: 'host.terraform-rc',
  title: 'Terraform CLI configuration',
  format: 'text',
  reads: [{ home: '.terraformrc' }, { home: '.tofurc' }, { home: 'terraform.rc' }],
  *items(_config, { text }) {
    let host = '';
    for (const [index, line] of text.split(/\r?\n/).entries()) {
      host = /^\s*credentials\s+"([^"]+)"/.exec(line)?.[1] ?? host;
      const token = /^[^#]*\btoken\s*=\s*"([^"]+)"/.exec(line)?.[1];
      if (token !== undefined)
        yield {
          path: [String(index + 1), `credentials.${host}`],
          value: token,
          name: `token for ${host}`,
          provider: 'terraform-cloud',
          kind: 'token',
          nativeType: 'terraform-cloud-token',
        };
      const helper = /^\s*credentials_helper\s+"([^"]+)"/.exec(line)?.[1];
      if (helper !== undefined)
        yield {
          path: [String(index + 1), 'credentials_helper'],
          store: 'credential-helper',
          name: helper,
          provider: 'terraform-cloud',
        };
    }
  },
});
