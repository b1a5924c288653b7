import type { Connector } from '@nonhuman/connector-kit';
import { activeDirectory } from './active-directory/connector.ts';
import { anthropic } from './anthropic/connector.ts';
import { atlassian } from './atlassian/connector.ts';
import { aws } from './aws/connector.ts';
import { azure } from './azure/connector.ts';
import { cloudflare } from './cloudflare/connector.ts';
import { databricks } from './databricks/connector.ts';
import { datadog } from './datadog/connector.ts';
import { entra } from './entra/connector.ts';
import { gcp } from './gcp/connector.ts';
import { generic } from './generic/connector.ts';
import { github } from './github/connector.ts';
import { gitlab } from './gitlab/connector.ts';
import { googleWorkspace } from './google-workspace/connector.ts';
import { host } from './host/connector.ts';
import { kubernetes } from './kubernetes/connector.ts';
import { mcpRegistry } from './mcp-registry/connector.ts';
import { mongodb } from './mongodb/connector.ts';
import { mysql } from './mysql/connector.ts';
import { okta } from './okta/connector.ts';
import { openai } from './openai/connector.ts';
import { people } from './people/connector.ts';
import { postgresql } from './postgresql/connector.ts';
import { salesforce } from './salesforce/connector.ts';
import { scannerReports } from './scanner-reports/connector.ts';
import { slack } from './slack/connector.ts';
import { snowflake } from './snowflake/connector.ts';
import { terraform } from './terraform/connector.ts';
import { vault } from './vault/connector.ts';

export { readHistory } from './host/git/history.ts';
export { leaverEffects } from './people/leaver/effects.ts';

/** Every connector, sorted by id. */
export const connectors: readonly Connector[] = [
  activeDirectory,
  anthropic,
  atlassian,
  aws,
  azure,
  cloudflare,
  databricks,
  datadog,
  entra,
  gcp,
  generic,
  github,
  gitlab,
  googleWorkspace,
  host,
  kubernetes,
  mcpRegistry,
  mongodb,
  mysql,
  okta,
  openai,
  people,
  postgresql,
  salesforce,
  scannerReports,
  slack,
  snowflake,
  terraform,
  vault,
];
