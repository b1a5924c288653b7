import type { FileCollector } from '@nonhuman/connector-kit';
import { anthropic } from './anthropic.ts';
import { awsCliCache } from './aws-cli-cache.ts';
import { awsProfiles } from './aws-profiles.ts';
import { awsSsoCache } from './aws-sso-cache.ts';
import { azureServicePrincipals } from './azure-service-principals.ts';
import { azureTokenCache } from './azure-token-cache.ts';
import { cargo } from './cargo.ts';
import { cloudflared } from './cloudflared.ts';
import { composer } from './composer.ts';
import { containerRegistries } from './container-registries.ts';
import { databricks } from './databricks.ts';
import { dbt } from './dbt.ts';
import { doppler } from './doppler.ts';
import { fly } from './fly.ts';
import { gcloudConfigurations } from './gcloud-configurations.ts';
import { gitConfig } from './git-config.ts';
import { gitCredentials } from './git-credentials.ts';
import { githubCli } from './github-cli.ts';
import { gitlabCli } from './gitlab-cli.ts';
import { googleCredentials } from './google-credentials.ts';
import { gradle } from './gradle.ts';
import { helmRepositories } from './helm-repositories.ts';
import { huggingFaceToken } from './hugging-face-token.ts';
import { huggingFaceTokens } from './hugging-face-tokens.ts';
import { infisical } from './infisical.ts';
import { kubeconfig } from './kubeconfig.ts';
import { maven } from './maven.ts';
import { mysqlOptions } from './mysql-options.ts';
import { netlify } from './netlify.ts';
import { netrc } from './netrc.ts';
import { npmrc } from './npmrc.ts';
import { nuget } from './nuget.ts';
import { onePassword } from './one-password.ts';
import { openAi } from './openai.ts';
import { pgServices } from './pg-services.ts';
import { pgpass } from './pgpass.ts';
import { poetry } from './poetry.ts';
import { pypi } from './pypi.ts';
import { rclone } from './rclone.ts';
import { rubygems } from './rubygems.ts';
import { s3cmd } from './s3cmd.ts';
import { snowflake } from './snowflake.ts';
import { snowsql } from './snowsql.ts';
import { terraformCli } from './terraform-cli.ts';
import { terraformRc } from './terraform-rc.ts';
import { vaultToken } from './vault-token.ts';
import { vercel } from './vercel.ts';
import { wrangler } from './wrangler.ts';
import { yarnrc } from './yarnrc.ts';

/** The file collectors of this group, sorted by id. */
export const cloudAndToolCollectors: readonly FileCollector[] = [
  anthropic,
  awsCliCache,
  awsProfiles,
  awsSsoCache,
  azureServicePrincipals,
  azureTokenCache,
  cargo,
  cloudflared,
  composer,
  containerRegistries,
  databricks,
  dbt,
  doppler,
  fly,
  gcloudConfigurations,
  gitConfig,
  gitCredentials,
  githubCli,
  gitlabCli,
  googleCredentials,
  gradle,
  helmRepositories,
  huggingFaceToken,
  huggingFaceTokens,
  infisical,
  kubeconfig,
  maven,
  mysqlOptions,
  netlify,
  netrc,
  npmrc,
  nuget,
  onePassword,
  openAi,
  pgServices,
  pgpass,
  poetry,
  pypi,
  rclone,
  rubygems,
  s3cmd,
  snowflake,
  snowsql,
  terraformCli,
  terraformRc,
  vaultToken,
  vercel,
  wrangler,
  yarnrc,
];
