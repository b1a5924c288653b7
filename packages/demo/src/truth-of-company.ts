import type { Company } from './company.ts';
import type { TruthOfLink, TruthOfSubject } from './truth.ts';
import { type AnthropicWorld, modelCallers, modelKey } from './world/anthropic.ts';
import { type AwsWorld, awsIdentity, awsKey, iamArn, roleArn, userArn } from './world/aws.ts';
import {
  type DirectoryWorld,
  directoryAuthority,
  directoryExposure,
  directoryIdentity,
  directoryPassword,
} from './world/directory.ts';
import { type EntraWorld, entraCredential, entraIdentity } from './world/entra.ts';
import { type GcpWorld, gcpIdentity, gcpKey } from './world/gcp.ts';
import {
  appIdentity,
  deployKeyCredential,
  deployKeyIdentity,
  type GithubWorld,
  hookIdentity,
  tokenCredential,
} from './world/github.ts';
import { type GitlabWorld, gitlabHolder, gitlabRunner, gitlabToken } from './world/gitlab.ts';
import { type KubernetesCluster, serviceAccountName, tokenName } from './world/kubernetes.ts';
import {
  type OktaWorld,
  oktaApp,
  oktaCredential,
  oktaHolder,
  oktaHook,
  oktaToken,
} from './world/okta.ts';
import { type PostgresWorld, postgresLogin, postgresPassword } from './world/postgresql.ts';
import { salesforceApp } from './world/salesforce.ts';
import { type ScannedSecret, scannedSubject } from './world/scanner.ts';
import {
  type SnowflakeWorld,
  snowflakeCredential,
  snowflakeIdentity,
  snowflakePassword,
} from './world/snowflake.ts';
import { vaultRole } from './world/vault.ts';

/** What was meant by each thing of a company that anything was meant by. */
export function* subjectsOf(company: Company): Generator<TruthOfSubject> {
  yield* ofAws(company.aws);
  for (const cluster of company.clusters) yield* ofCluster(cluster);
  yield* ofGithub(company.github);
  yield* ofEntra(company.entra);
  yield* ofGcp(company.gcp);
  yield* ofGitlab(company.gitlab);
  yield* ofDirectory(company.directory);
  for (const role of company.vault.roles)
    yield {
      subject: vaultRole(company.vault, role),
      open: ['identity-no-owner'],
      ...role.intent,
    };
  for (const app of company.salesforce.apps)
    yield { subject: salesforceApp(company.salesforce, app), ...app.intent };
  yield* ofOkta(company.okta);
  yield* ofPostgres(company.postgresql);
  yield* ofAnthropic(company.anthropic);
  for (const { secrets } of company.reports) yield* ofReport(secrets);
  yield* ofSnowflake(company.snowflake);
  for (const { files } of company.hosts) for (const { subjects } of files) yield* subjects;
}

/** Things that are seen in two places. */
export function linksOf({ links }: Company): readonly TruthOfLink[] {
  return links;
}

function* ofAws(world: AwsWorld): Generator<TruthOfSubject> {
  for (const account of world.accounts) {
    if (account.flaw !== 'no-report') {
      const root = iamArn(account, 'root');
      yield { subject: awsIdentity(root), ...account.root.intent };
      if (account.root.keyMadeAt)
        yield { subject: awsKey(`${root}#access-key-1`), ...account.root.keyIntent };
    }
    for (const user of world.users(account)) {
      yield { subject: awsIdentity(userArn(user)), ...user.intent };
      for (const key of user.keys) yield { subject: awsKey(key.id), ...key.intent };
      if (user.password)
        yield { subject: awsKey(`${userArn(user)}#password`), ...user.password.intent };
    }
    for (const role of world.roles(account))
      yield { subject: awsIdentity(roleArn(role)), ...role.intent };
  }
}

function* ofCluster(cluster: KubernetesCluster): Generator<TruthOfSubject> {
  for (const account of cluster.serviceAccounts()) {
    yield { subject: serviceAccountName(cluster, account), ...account.intent };
    for (const token of account.tokens)
      yield { subject: tokenName(cluster, account.namespace, token), ...token.intent };
  }
}

function* ofGithub(world: GithubWorld): Generator<TruthOfSubject> {
  const { org, apps, hooks, tokens } = world;
  for (const key of world.deployKeys()) {
    yield { subject: deployKeyIdentity(org, key), ...key.identity };
    yield { subject: deployKeyCredential(org, key), ...key.key };
  }
  for (const app of apps) yield { subject: appIdentity(org, app), ...app.intent };
  for (const hook of hooks) yield { subject: hookIdentity(org, hook), ...hook.intent };
  for (const token of tokens) yield { subject: tokenCredential(org, token), ...token.intent };
}

function* ofEntra({ applications }: EntraWorld): Generator<TruthOfSubject> {
  for (const application of applications) {
    yield { subject: entraIdentity(application), ...application.intent };
    for (const credential of application.credentials)
      yield { subject: entraCredential(credential), ...credential.intent };
  }
}

function* ofSnowflake({ account, users }: SnowflakeWorld): Generator<TruthOfSubject> {
  for (const user of users) {
    yield { subject: snowflakeIdentity(account, user), ...user.identity };
    if (user.passwordSetAt) yield { subject: snowflakePassword(account, user), ...user.password };
    for (const credential of user.credentials)
      yield { subject: snowflakeCredential(account, user, credential), ...credential.intent };
  }
}

function* ofOkta({ apps, tokens, hooks }: OktaWorld): Generator<TruthOfSubject> {
  for (const app of apps) {
    yield { subject: oktaApp(app), ...app.intent };
    yield { subject: oktaCredential(app), ...app.credential };
  }
  for (const token of tokens) {
    yield { subject: oktaToken(token), ...token.intent };
    yield { subject: oktaHolder(token), ...token.holder };
  }
  for (const hook of hooks) yield { subject: oktaHook(hook), ...hook.intent };
}

function* ofPostgres(world: PostgresWorld): Generator<TruthOfSubject> {
  for (const login of world.logins) {
    yield { subject: postgresLogin(world, login), ...login.identity };
    if (login.password !== 'none')
      yield { subject: postgresPassword(world, login), ...login.credential };
  }
}

function* ofAnthropic(world: AnthropicWorld): Generator<TruthOfSubject> {
  for (const key of world.keys) yield { subject: modelKey(world, key), ...key.intent };
  // Callers of a workspace are nobody in particular; the makers of its keys may count for owners.
  for (const workspace of [null, ...world.workspaces])
    yield {
      subject: modelCallers(world, workspace),
      fails: [],
      nearly: [],
      open: ['identity-no-owner', 'identity-two-active-keys'],
    };
}

function* ofGcp({ accounts }: GcpWorld): Generator<TruthOfSubject> {
  for (const account of accounts) {
    yield { subject: gcpIdentity(account), ...account.intent };
    for (const key of account.keys) yield { subject: gcpKey(key), ...key.intent };
  }
}

function* ofGitlab(world: GitlabWorld): Generator<TruthOfSubject> {
  for (const token of world.tokens) {
    yield { subject: gitlabToken(world, token), ...token.intent };
    if (token.person.leftAt === null) continue;
    // The account was shut, and its token was forgotten.
    const fails = ['identity-disabled-with-live-credentials'];
    yield { subject: gitlabHolder(world, token), fails, nearly: [] };
  }
  for (const runner of world.runners)
    yield { subject: gitlabRunner(world, runner), ...runner.intent };
}

function* ofReport(secrets: readonly ScannedSecret[]): Generator<TruthOfSubject> {
  for (const secret of secrets) {
    yield { subject: scannedSubject('exposure', secret), ...secret.exposure };
    yield { subject: scannedSubject('credential', secret), ...secret.credential };
  }
}

function* ofDirectory(world: DirectoryWorld): Generator<TruthOfSubject> {
  for (const account of world.accounts) {
    yield { subject: directoryIdentity(world, account), ...account.identity };
    if (account.type !== 'computer')
      yield { subject: directoryPassword(world, account), ...account.password };
    if (account.exposure)
      yield {
        subject: directoryExposure(world, account),
        ...account.exposure,
      };
  }
  for (const authority of world.authorities)
    yield { subject: directoryAuthority(world, authority), ...authority.intent };
}
