import { awsAccountIdOf } from '@nonhuman/secrets';
import { exampleOf } from '@nonhuman/secrets/testing';

/** Marked, so that it can be searched for in everything that is said. */
export const secret = ['mK7', 'qW2z', 'R9tX', '4vBn', 'L0pS'].join('');
const awsId = `AKIA${exampleOf('aws-access-key-id', 7).slice(4)}`;
export const awsSecret = `${secret}/AbCdEfGhIj+1234567890xyz`.slice(0, 40).padEnd(40, 'Q');
const awsName = `${awsId} of account ${awsAccountIdOf(awsId)}`;
const base64 = (text: string) => Buffer.from(text).toString('base64');
const key = `-----BEGIN ${'PRIVATE'} KEY-----\\n${secret}\\n-----END ${'PRIVATE'} KEY-----\\n`;

/** Collector, path below the home, content, and the credentials that are in it. */
export const files: readonly (readonly [string, string, string, readonly string[]])[] = [
  [
    'host.aws-profiles',
    '.aws/credentials',
    `[default]\naws_access_key_id = ${awsId}\naws_secret_access_key = ${awsSecret}\n`,
    [awsName],
  ],
  [
    'host.aws-sso-cache',
    '.aws/sso/cache/a.json',
    `{"startUrl":"https://acme.awsapps.com/start","accessToken":"${secret}","expiresAt":"2026-06-15T20:00:00Z"}`,
    ['SSO access token'],
  ],
  [
    'host.aws-cli-cache',
    '.aws/cli/cache/a.json',
    `{"Credentials":{"AccessKeyId":"${awsId}","SecretAccessKey":"${awsSecret}","Expiration":"2026-06-15T20:00:00Z"}}`,
    [awsName],
  ],
  [
    'host.google-credentials',
    '.config/gcloud/application_default_credentials.json',
    `{"type":"authorized_user","client_id":"a","client_secret":"b","refresh_token":"1//${secret}"}`,
    ['application default credentials'],
  ],
  [
    'host.google-credentials',
    'app/service-account.json',
    `{"type":"service_account","project_id":"p","private_key_id":"abc","private_key":"${key}","client_email":"bot@p.iam.gserviceaccount.com"}`,
    ['key of bot@p.iam.gserviceaccount.com'],
  ],
  [
    'host.google-credentials',
    'app/client_credential.json',
    `{"installed":{"client_id":"1.apps.googleusercontent.com","client_secret":"${secret}"}}`,
    ['OAuth client 1.apps.googleusercontent.com'],
  ],
  [
    'host.azure-service-principals',
    '.azure/service_principal_entries.json',
    `[{"client_id":"app-1","tenant":"t","client_secret":"${secret}"}]`,
    ['service principal app-1'],
  ],
  [
    'host.azure-token-cache',
    '.azure/msal_token_cache.json',
    `{"RefreshToken":{"k":{"secret":"${secret}","client_id":"cli","home_account_id":"u.t"}}}`,
    ['refresh token of cli'],
  ],
  [
    'host.kubeconfig',
    '.kube/config',
    `kind: Config\nusers:\n  - name: admin\n    user:\n      token: ${secret}\n`,
    ['token of admin'],
  ],
  [
    'host.container-registries',
    '.docker/config.json',
    `{"auths":{"ghcr.io":{"auth":"${base64(`ada:${secret}`)}"}}}`,
    ['login of ada at ghcr.io'],
  ],
  [
    'host.npmrc',
    '.npmrc',
    `//registry.npmjs.org/:_authToken=${secret}\n`,
    ['token for registry.npmjs.org'],
  ],
  [
    'host.npmrc',
    'app/.npmrc',
    `//npm.acme.dev/:_auth=${base64(`ci:${secret}`)}\n`,
    ['password for npm.acme.dev'],
  ],
  [
    'host.yarnrc',
    '.yarnrc.yml',
    `npmRegistries:\n  "https://npm.acme.dev":\n    npmAuthToken: ${secret}\n`,
    ['token for https://npm.acme.dev'],
  ],
  [
    'host.pypi',
    '.pypirc',
    `[pypi]\nusername = __token__\npassword = ${secret}\n`,
    ['login for pypi'],
  ],
  [
    'host.pypi',
    '.pip/pip.conf',
    `[global]\nindex-url = https://ci:${secret}@pypi.acme.dev/simple\n`,
    ['login of ci at pypi.acme.dev'],
  ],
  [
    'host.poetry',
    '.config/pypoetry/auth.toml',
    `[http-basic.acme]\nusername = "ci"\npassword = "${secret}"\n`,
    ['login for acme'],
  ],
  [
    'host.cargo',
    '.cargo/credentials.toml',
    `[registry]\ntoken = "${secret}"\n`,
    ['token for crates.io'],
  ],
  [
    'host.rubygems',
    '.gem/credentials',
    `---\n:rubygems_api_key: ${secret}\n`,
    ['RubyGems rubygems_api_key'],
  ],
  [
    'host.maven',
    '.m2/settings.xml',
    `<settings><servers><server><id>nexus</id><username>ci</username><password>${secret}</password></server></servers></settings>`,
    ['login for nexus'],
  ],
  [
    'host.nuget',
    '.nuget/NuGet/NuGet.Config',
    `<configuration><packageSourceCredentials><Acme><add key="Username" value="ci"/><add key="ClearTextPassword" value="${secret}"/></Acme></packageSourceCredentials></configuration>`,
    ['login for Acme'],
  ],
  [
    'host.gradle',
    '.gradle/gradle.properties',
    `nexusPassword=${secret}\norg.gradle.jvmargs=-Xmx2g\n`,
    ['nexusPassword'],
  ],
  [
    'host.composer',
    '.composer/auth.json',
    `{"http-basic":{"repo.acme.dev":{"username":"ci","password":"${secret}"}}}`,
    ['login for repo.acme.dev'],
  ],
  [
    'host.helm-repositories',
    '.config/helm/repositories.yaml',
    `repositories:\n  - name: acme\n    url: https://charts.acme.dev\n    username: ci\n    password: ${secret}\n`,
    ['login for charts.acme.dev'],
  ],
  [
    'host.netrc',
    '.netrc',
    `machine api.heroku.com\n  login ada@acme.dev\n  password ${secret}\n`,
    ['login of ada@acme.dev at api.heroku.com'],
  ],
  [
    'host.git-credentials',
    '.git-credentials',
    `https://ada:${secret}@github.com\n`,
    ['login of ada at github.com'],
  ],
  [
    'host.git-config',
    'app/.git/config',
    `[remote "origin"]\n\turl = https://ada:${secret}@gitlab.com/acme/app.git\n`,
    ['login in the address of gitlab.com'],
  ],
  [
    'host.github-cli',
    '.config/gh/hosts.yml',
    `github.com:\n  user: ada\n  oauth_token: ${secret}\n`,
    ['token of ada at github.com'],
  ],
  [
    'host.gitlab-cli',
    '.config/glab-cli/config.yml',
    `hosts:\n  gitlab.com:\n    user: ada\n    token: ${secret}\n`,
    ['token of ada at gitlab.com'],
  ],
  [
    'host.pgpass',
    '.pgpass',
    `# mine\ndb.acme.dev:5432:orders:app:${secret}\n`,
    ['app@db.acme.dev/orders'],
  ],
  [
    'host.pg-services',
    '.pg_service.conf',
    `[orders]\nhost=db.acme.dev\nuser=app\npassword=${secret}\n`,
    ['service orders'],
  ],
  [
    'host.mysql-options',
    '.my.cnf',
    `[client]\nuser=app\nhost=db.acme.dev\npassword="${secret}"\n`,
    ['app@db.acme.dev (client)'],
  ],
  [
    'host.dbt',
    '.dbt/profiles.yml',
    `acme:\n  outputs:\n    prod:\n      type: postgres\n      host: db\n      user: dbt\n      password: ${secret}\n`,
    ['password of acme (prod)'],
  ],
  [
    'host.snowflake',
    '.snowflake/connections.toml',
    `[prod]\naccount = "acme"\nuser = "LOADER"\npassword = "${secret}"\n`,
    ['password of prod'],
  ],
  [
    'host.snowsql',
    '.snowsql/config',
    `[connections.prod]\naccountname = acme\nusername = LOADER\npassword = ${secret}\n`,
    ['password of connections.prod'],
  ],
  [
    'host.databricks',
    '.databrickscfg',
    `[DEFAULT]\nhost = https://acme.cloud.databricks.com\ntoken = ${secret}\n`,
    ['token of profile DEFAULT'],
  ],
  [
    'host.terraform-cli',
    '.terraform.d/credentials.tfrc.json',
    `{"credentials":{"app.terraform.io":{"token":"${secret}"}}}`,
    ['token for app.terraform.io'],
  ],
  [
    'host.terraform-rc',
    '.terraformrc',
    `credentials "app.terraform.io" {\n  token = "${secret}"\n}\n`,
    ['token for app.terraform.io'],
  ],
  ['host.vault-token', '.vault-token', `${secret}\n`, ['Vault token']],
  ['host.hugging-face-token', '.cache/huggingface/token', secret, ['Hugging Face token']],
  [
    'host.hugging-face-tokens',
    '.cache/huggingface/stored_tokens',
    `[work]\nhf_token = ${secret}\n`,
    ['token work'],
  ],
  ['host.fly', '.fly/config.yml', `access_token: ${secret}\n`, ['Fly.io token']],
  [
    'host.vercel',
    '.local/share/com.vercel.cli/auth.json',
    `{"token":"${secret}"}`,
    ['Vercel token'],
  ],
  [
    'host.netlify',
    '.config/netlify/config.json',
    `{"users":{"1":{"email":"ada@acme.dev","auth":{"token":"${secret}"}}}}`,
    ['Netlify token of ada@acme.dev'],
  ],
  [
    'host.wrangler',
    '.config/.wrangler/config/default.toml',
    `oauth_token = "${secret}"\nexpiration_time = "2026-06-15T20:00:00.000Z"\nscopes = ["account:read"]\n`,
    ['Wrangler access token'],
  ],
  [
    'host.cloudflared',
    '.cloudflared/1.json',
    `{"AccountTag":"a","TunnelSecret":"${secret}","TunnelID":"id-1","TunnelName":"edge"}`,
    ['tunnel edge'],
  ],
  [
    'host.openai',
    '.codex/auth.json',
    `{"OPENAI_API_KEY":"${secret}","tokens":null}`,
    ['OpenAI API key'],
  ],
  [
    'host.anthropic',
    '.claude/.credentials.json',
    `{"claudeAiOauth":{"accessToken":"${secret}","expiresAt":1781553600000,"scopes":["user:inference"]}}`,
    ['Claude access token'],
  ],
  [
    'host.rclone',
    '.config/rclone/rclone.conf',
    `[s3]\ntype = s3\naccess_key_id = ${awsId}\nsecret_access_key = ${awsSecret}\n`,
    ['secret_access_key of remote s3'],
  ],
  [
    'host.s3cmd',
    '.s3cfg',
    `[default]\naccess_key = ${awsId}\nsecret_key = ${awsSecret}\n`,
    [`S3 key ${awsId}`],
  ],
  [
    'host.one-password',
    '.config/op/config',
    `{"accounts":[{"email":"ada@acme.dev","accountKey":"${secret}"}]}`,
    ['secret key of ada@acme.dev'],
  ],
  [
    'host.doppler',
    '.doppler/.doppler.yaml',
    `scoped:\n  /:\n    token: dp.ct.${secret}\n`,
    ['Doppler token for /'],
  ],
  [
    'host.infisical',
    '.infisical/infisical-config.json',
    `{"loggedInUsers":[],"vaultBackendPassphrase":"${secret}"}`,
    ['passphrase of the file vault'],
  ],
];
