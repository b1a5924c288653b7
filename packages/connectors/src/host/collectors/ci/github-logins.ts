import type { Upsert } from '@nonhuman/model';
import type { NamedIdentity } from '../../../formats/definitions/source.ts';
import {
  awsRole,
  entraApplication,
  gcpServiceAccount,
  targetNamed,
  unresolvedTarget,
} from '../../../formats/definitions/targets.ts';
import { at, type Json, textOf } from '../../../formats/json-value.ts';
import { type Login, reportLogins, type YamlPipeline } from './pipeline.ts';

const issuer = 'https://token.actions.githubusercontent.com';

type Inputs = (name: string) => string | null;
type Signing = Omit<Login, 'line'> | null;

/** Actions that log in somewhere, by the beginning of their name. */
const readers: readonly [string, (inputs: Inputs, namedBy: string) => Signing][] = [
  ['aws-actions/configure-aws-credentials', awsLogin],
  ['google-github-actions/auth', gcpLogin],
  ['azure/login', azureLogin],
  ['hashicorp/vault-action', vaultLogin],
  ['actions/create-github-app-token', githubApp],
  ['tibdex/github-app-token', githubApp],
  ['peter-murray/workflow-application-token-action', githubApp],
];

/** Whom a step becomes, when it uses an action that logs in. */
function loginOf(step: Json, namedBy: string): Signing {
  const uses = textOf(at(step, 'uses'))?.toLowerCase().split('@', 1)[0];
  const reader = readers.find(([name]) => uses === name)?.[1];
  return reader ? reader((name) => textOf(at(step, 'with', name)), namedBy) : null;
}

/** The logins of all steps, with their lines. */
export function reportGithubLogins(
  pipeline: YamlPipeline,
  steps: readonly { readonly step: Json; readonly path: readonly (string | number)[] }[],
): Upsert[] {
  const logins = steps.flatMap(({ step, path }) => {
    const login = loginOf(step, pipeline.self.key);
    return login ? [{ ...login, line: pipeline.document.lineOf([...path, 'uses']) }] : [];
  });
  return reportLogins(pipeline, logins);
}

function resolve(
  value: string,
  make: (value: string) => NamedIdentity,
  namedBy: string,
): NamedIdentity {
  if (!value.includes('${{')) return make(value);
  const { provider, kind, nativeType } = make('');
  return unresolvedTarget(value, { provider, kind, nativeType, namedBy });
}

function awsLogin(inputs: Inputs, namedBy: string): Signing {
  const role = inputs('role-to-assume');
  if (role === null) return null;
  const target = resolve(role, (value) => targetNamed(value) ?? awsRole(value), namedBy);
  const withKey = inputs('aws-access-key-id') !== null;
  const chained = inputs('role-chaining') === 'true';
  return withKey || chained
    ? { target, kind: 'assume-role' }
    : { target, kind: 'federated-login', attributes: { issuer } };
}

function gcpLogin(inputs: Inputs, namedBy: string): Signing {
  const provider = inputs('workload_identity_provider');
  const account = inputs('service_account');
  if (provider === null) return null;
  const attributes = { issuer, workloadIdentityProvider: provider };
  const target = account
    ? resolve(account, gcpServiceAccount, namedBy)
    : workloadPool(provider, namedBy);
  return { target, kind: 'federated-login', attributes };
}

/** Without a service account the workflow acts as a principal of the pool itself. */
function workloadPool(provider: string, namedBy: string): NamedIdentity {
  return resolve(
    provider,
    (name) => ({
      key: `//iam.googleapis.com/${name}`,
      provider: 'gcp',
      kind: 'application',
      nativeType: 'gcp-workload-identity-provider',
      name,
    }),
    namedBy,
  );
}

function azureLogin(inputs: Inputs, namedBy: string): Signing {
  const clientId = inputs('client-id');
  if (clientId === null) return null;
  const tenant = inputs('tenant-id');
  const tenantId = tenant?.includes('${{') ? null : tenant;
  const target = resolve(clientId, (id) => entraApplication(id, tenantId ?? null), namedBy);
  return { target, kind: 'federated-login', attributes: { issuer } };
}

function vaultLogin(inputs: Inputs, namedBy: string): Signing {
  const role = inputs('role');
  if (inputs('method')?.toLowerCase() !== 'jwt' || role === null) return null;
  const url = inputs('url') ?? 'vault';
  const path = inputs('path') ?? 'jwt';
  const target = resolve(
    role,
    (name) => ({
      key: `vault:${url}/auth/${path}/role/${name}`,
      provider: 'vault',
      kind: 'role',
      nativeType: 'vault-auth-role',
      name,
    }),
    namedBy,
  );
  return { target, kind: 'federated-login', attributes: { issuer } };
}

/** The app's private key is handed in as a secret, so the workflow acts as the app. */
function githubApp(inputs: Inputs, namedBy: string): Signing {
  const id = ['app-id', 'client-id', 'app_id', 'application_id']
    .map(inputs)
    .find((value) => value !== null);
  if (id === undefined || id === null) return null;
  const target = resolve(
    id,
    (name) => ({
      key: `github:app:${name}`,
      provider: 'github',
      kind: 'application',
      nativeType: 'github-app',
      name: `GitHub App ${name}`,
    }),
    namedBy,
  );
  return { target, kind: 'impersonate' };
}
