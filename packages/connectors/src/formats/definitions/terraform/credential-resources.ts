import type { CredentialKind, IdentityKind } from '@nonhuman/model';
import { textsOf } from '../../json-value.ts';
import { reportIdentity } from '../source.ts';
import {
  keyOf,
  literal,
  placeIn,
  type ResourceMapper,
  reportResourceCredential,
  timeOf,
} from './resource.ts';

/** A resource that is a credential, or an identity with one, told by the names of its attributes. */
interface CredentialResource {
  readonly provider: string;
  readonly nativeType: string;
  readonly kind: CredentialKind;
  /** The attribute that holds the value. */
  readonly secret: string;
  readonly name?: string;
  readonly publicId?: string;
  readonly expires?: string;
  readonly created?: string;
  readonly scopes?: string;
  readonly holder?: {
    readonly kind: IdentityKind;
    readonly nativeType: string;
    /** The attribute that is its key at the provider, put after `prefix`. */
    readonly key: string;
    readonly prefix?: string;
    readonly name: string;
  };
}

const resources: Readonly<Record<string, CredentialResource>> = {
  cloudflare_api_token: {
    provider: 'cloudflare',
    nativeType: 'cloudflare-api-token',
    kind: 'token',
    secret: 'value',
    publicId: 'id',
    expires: 'expires_on',
  },
  datadog_api_key: {
    provider: 'datadog',
    nativeType: 'datadog-api-key',
    kind: 'api-key',
    secret: 'key',
    publicId: 'id',
  },
  datadog_application_key: {
    provider: 'datadog',
    nativeType: 'datadog-application-key',
    kind: 'app-key',
    secret: 'key',
    publicId: 'id',
  },
  digitalocean_spaces_key: {
    provider: 'digitalocean',
    nativeType: 'digitalocean-spaces-key',
    kind: 'access-key',
    secret: 'secret_key',
    publicId: 'access_key',
  },
  fastly_service_authorization: {
    provider: 'fastly',
    nativeType: 'fastly-token',
    kind: 'token',
    secret: 'token',
    publicId: 'id',
  },
  gitlab_deploy_token: {
    provider: 'gitlab',
    nativeType: 'gitlab-deploy-token',
    kind: 'token',
    secret: 'token',
    publicId: 'deploy_token_id',
    expires: 'expires_at',
    scopes: 'scopes',
  },
  gitlab_group_access_token: {
    provider: 'gitlab',
    nativeType: 'gitlab-group-access-token',
    kind: 'token',
    secret: 'token',
    publicId: 'id',
    expires: 'expires_at',
    created: 'created_at',
    scopes: 'scopes',
  },
  gitlab_personal_access_token: {
    provider: 'gitlab',
    nativeType: 'gitlab-personal-access-token',
    kind: 'token',
    secret: 'token',
    publicId: 'id',
    expires: 'expires_at',
    created: 'created_at',
    scopes: 'scopes',
  },
  gitlab_pipeline_trigger: {
    provider: 'gitlab',
    nativeType: 'gitlab-pipeline-trigger',
    kind: 'token',
    secret: 'token',
    name: 'description',
    publicId: 'id',
  },
  gitlab_project_access_token: {
    provider: 'gitlab',
    nativeType: 'gitlab-project-access-token',
    kind: 'token',
    secret: 'token',
    publicId: 'id',
    expires: 'expires_at',
    created: 'created_at',
    scopes: 'scopes',
  },
  google_storage_hmac_key: {
    provider: 'gcp',
    nativeType: 'gcp-hmac-key',
    kind: 'access-key',
    secret: 'secret',
    publicId: 'access_id',
    created: 'time_created',
    holder: {
      kind: 'service-account',
      nativeType: 'gcp-service-account',
      key: 'service_account_email',
      name: 'service_account_email',
    },
  },
  grafana_service_account_token: {
    provider: 'grafana',
    nativeType: 'grafana-service-account-token',
    kind: 'token',
    secret: 'key',
    publicId: 'id',
    expires: 'expiration',
  },
  heroku_app_webhook: {
    provider: 'heroku',
    nativeType: 'heroku-webhook-secret',
    kind: 'token',
    secret: 'secret',
    publicId: 'id',
  },
  mongodbatlas_database_user: {
    provider: 'mongodb-atlas',
    nativeType: 'mongodb-login',
    kind: 'password',
    secret: 'password',
    name: 'username',
    holder: {
      kind: 'database-login',
      nativeType: 'mongodb-user',
      key: 'id',
      prefix: 'mongodb-atlas:user:',
      name: 'username',
    },
  },
  mongodbatlas_project_api_key: {
    provider: 'mongodb-atlas',
    nativeType: 'mongodb-atlas-api-key',
    kind: 'api-key',
    secret: 'private_key',
    publicId: 'public_key',
    name: 'description',
  },
  mysql_user: {
    provider: 'mysql',
    nativeType: 'mysql-password',
    kind: 'password',
    secret: 'plaintext_password',
    name: 'user',
    holder: {
      kind: 'database-login',
      nativeType: 'mysql-user',
      key: 'id',
      prefix: 'mysql:user:',
      name: 'user',
    },
  },
  newrelic_api_access_key: {
    provider: 'new-relic',
    nativeType: 'new-relic-key',
    kind: 'api-key',
    secret: 'key',
    publicId: 'id',
  },
  okta_app_oauth: {
    provider: 'okta',
    nativeType: 'okta-client-secret',
    kind: 'oauth-client-secret',
    secret: 'client_secret',
    name: 'label',
    holder: {
      kind: 'application',
      nativeType: 'okta-application',
      key: 'client_id',
      prefix: 'okta:app:',
      name: 'label',
    },
  },
  postgresql_role: {
    provider: 'postgresql',
    nativeType: 'postgresql-password',
    kind: 'password',
    secret: 'password',
    expires: 'valid_until',
    holder: {
      kind: 'database-login',
      nativeType: 'postgresql-role',
      key: 'name',
      prefix: 'postgresql:role:',
      name: 'name',
    },
  },
  random_password: {
    provider: 'generic',
    nativeType: 'random-password',
    kind: 'password',
    secret: 'result',
  },
  snowflake_user: {
    provider: 'snowflake',
    nativeType: 'snowflake-password',
    kind: 'password',
    secret: 'password',
    holder: {
      kind: 'database-login',
      nativeType: 'snowflake-user',
      key: 'name',
      prefix: 'snowflake:user:',
      name: 'name',
    },
  },
  tls_private_key: {
    provider: 'generic',
    nativeType: 'private-key',
    kind: 'private-key',
    secret: 'private_key_pem',
    publicId: 'public_key_fingerprint_sha256',
    name: 'public_key_fingerprint_sha256',
  },
  vault_approle_auth_backend_role_secret_id: {
    provider: 'vault',
    nativeType: 'vault-secret-id',
    kind: 'token',
    secret: 'secret_id',
    publicId: 'accessor',
    name: 'role_name',
    holder: {
      kind: 'role',
      nativeType: 'vault-approle',
      key: 'role_name',
      prefix: 'vault:approle:',
      name: 'role_name',
    },
  },
  vault_token: {
    provider: 'vault',
    nativeType: 'vault-token',
    kind: 'token',
    secret: 'client_token',
    name: 'display_name',
  },
};

/** Other spellings of a secret that the same resource holds; not told a second time. */
const copies = ['private_key_openssh', 'private_key_pem_pkcs8', 'bcrypt_hash', 'wrapped_token'];

function mapperOf(spec: CredentialResource): ResourceMapper {
  return (resource, world) => {
    for (const copy of copies) world.told.add(`${resource.keyPath}.${copy}`);
    const read = (attribute: string | undefined) =>
      attribute === undefined ? null : literal(resource, attribute);
    const secret = read(spec.secret);
    const name = read(spec.name ?? 'name') ?? resource.address;
    const [created, expires] = [spec.created, spec.expires].map((attribute) =>
      attribute === undefined ? null : timeOf(resource, attribute),
    );
    const holder = holderOf(spec, { read, name, fallback: world.addressKey(resource.address) });
    const declared =
      world.setting === 'infrastructure-code' && holder
        ? [reportIdentity(world, { ...holder, provider: spec.provider, ...placeIn(resource) })]
        : [];
    if (secret === null && world.setting === 'infrastructure-code') return declared;
    return [
      ...declared,
      ...reportResourceCredential(world, resource, {
        provider: spec.provider,
        kind: spec.kind,
        nativeType: spec.nativeType,
        name,
        secret,
        attribute: spec.secret,
        ...(read(spec.publicId) ? { publicId: read(spec.publicId) ?? '' } : {}),
        ...(created ? { createdAt: { state: 'seen', value: created } as const } : {}),
        ...(expires ? { expiresAt: { state: 'seen', value: expires } as const } : {}),
        ...(spec.scopes ? { scopes: textsOf(resource.attributes[spec.scopes]) } : {}),
        ...(holder ? { identity: holder } : {}),
      }),
    ];
  };
}

function holderOf(
  { holder }: CredentialResource,
  {
    read,
    name,
    fallback,
  }: { read: (attribute: string) => string | null; name: string; fallback: string },
) {
  if (!holder) return null;
  const key = read(holder.key);
  return {
    kind: holder.kind,
    nativeType: holder.nativeType,
    name: read(holder.name) ?? name,
    key: key === null ? fallback : `${holder.prefix ?? ''}${key}`,
  };
}

/** A public key that may read or write one repository. */
const aDeployKey: ResourceMapper = (resource, world) => {
  const isGithub = resource.type.startsWith('github');
  const repository = literal(resource, isGithub ? 'repository' : 'project') ?? '?';
  const readOnly = isGithub
    ? resource.attributes['read_only']
    : resource.attributes['can_push'] === undefined
      ? undefined
      : resource.attributes['can_push'] !== true;
  const provider = isGithub ? 'github' : 'gitlab';
  const title = literal(resource, 'title') ?? resource.address;
  const id = literal(resource, 'id');
  return reportResourceCredential(world, resource, {
    provider,
    kind: 'ssh-key',
    nativeType: `${provider}-deploy-key`,
    name: `${title} of ${repository}`,
    secret: null,
    attribute: 'key',
    ...(id ? { publicId: id } : {}),
    attributes: { repository, ...(typeof readOnly === 'boolean' ? { readOnly } : {}) },
    identity: {
      kind: 'machine-user',
      nativeType: `${provider}-deploy-key`,
      name: title,
      key: id ? `${provider}:deploy-key:${repository}:${id}` : world.addressKey(resource.address),
    },
  });
};

const aVaultRole: ResourceMapper = (resource, world) => {
  const name = literal(resource, 'role_name') ?? resource.address;
  const backend = literal(resource, 'backend') ?? 'approle';
  return [
    reportIdentity(world, {
      key: keyOf(world, resource, `vault:${backend}:${name}`),
      provider: 'vault',
      kind: 'role',
      nativeType: 'vault-auth-role',
      name,
      attributes: {
        address: resource.address,
        policies: textsOf(resource.attributes['token_policies']),
      },
      ...placeIn(resource),
    }),
  ];
};

/** Resources of many providers whose attributes say all. */
export const credentialMappers: Readonly<Record<string, ResourceMapper>> = {
  ...Object.fromEntries(Object.entries(resources).map(([type, spec]) => [type, mapperOf(spec)])),
  github_repository_deploy_key: aDeployKey,
  gitlab_deploy_key: aDeployKey,
  vault_approle_auth_backend_role: aVaultRole,
  vault_jwt_auth_backend_role: aVaultRole,
  vault_kubernetes_auth_backend_role: aVaultRole,
};
