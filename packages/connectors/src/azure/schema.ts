import { z } from 'zod';

const text = z.string().nullish();
const truth = z.boolean().nullish();
const texts = z.array(z.string()).nullish();

/** Resource Manager nests facts below `properties`, `az` does not; either is read as the latter. */
function armItem<T>(schema: z.ZodType<T>): z.ZodType<T> {
  return z.preprocess(withoutNesting, schema);
}

function withoutNesting(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  const { properties } = value as { properties?: unknown };
  if (typeof properties !== 'object' || properties === null) return value;
  return { ...properties, ...value };
}

const Tags = z.record(z.string(), z.string().nullable()).nullish();

export const Subscription = z.object({
  id: z.string(),
  /** As Resource Manager calls it; `az` calls it `name`. */
  displayName: text,
  name: text,
  state: text,
  tenantId: text,
  managedByTenants: z.array(z.object({ tenantId: text })).nullish(),
  tags: Tags,
});
export type Subscription = z.infer<typeof Subscription>;

export const RolePermission = z.object({
  actions: texts,
  notActions: texts,
  dataActions: texts,
  notDataActions: texts,
});
export type RolePermission = z.infer<typeof RolePermission>;

export const RoleDefinition = armItem(
  z.object({
    id: z.string(),
    name: text,
    roleName: z.string(),
    roleType: text,
    properties: z.object({ type: text }).nullish(),
    description: text,
    permissions: z.array(RolePermission).nullish(),
    assignableScopes: texts,
  }),
);
export type RoleDefinition = z.infer<typeof RoleDefinition>;

export const RoleAssignment = armItem(
  z.object({
    id: z.string(),
    principalId: z.string(),
    /** Of `az`: sign-in name of a user, client id of a service principal; empty when it was deleted. */
    principalName: text,
    principalType: text,
    roleDefinitionId: z.string(),
    roleDefinitionName: text,
    scope: z.string(),
    condition: text,
    createdOn: text,
    createdBy: text,
    delegatedManagedIdentityResourceId: text,
  }),
);
export type RoleAssignment = z.infer<typeof RoleAssignment>;

const DeniedPrincipal = z.object({ id: z.string(), type: text });

export const DenyAssignment = armItem(
  z.object({
    id: z.string(),
    denyAssignmentName: text,
    description: text,
    permissions: z.array(RolePermission).nullish(),
    scope: text,
    doNotApplyToChildScopes: truth,
    principals: z.array(DeniedPrincipal).nullish(),
    excludePrincipals: z.array(DeniedPrincipal).nullish(),
    isSystemProtected: truth,
  }),
);
export type DenyAssignment = z.infer<typeof DenyAssignment>;

export const IdentityFederatedCredential = armItem(
  z.object({
    id: z.string(),
    name: z.string(),
    issuer: z.string(),
    subject: text,
    audiences: texts,
    claimsMatchingExpression: z.object({ value: z.string() }).nullish(),
  }),
);
export type IdentityFederatedCredential = z.infer<typeof IdentityFederatedCredential>;

const Actions = z.array(z.string()).nullish();

const AccessPolicy = z.object({
  objectId: z.string(),
  applicationId: text,
  permissions: z.object({
    keys: Actions,
    secrets: Actions,
    certificates: Actions,
    storage: Actions,
  }),
});
export type AccessPolicy = z.infer<typeof AccessPolicy>;

/** Any resource: its identities, what tells whether it takes shared keys, and who may open a vault. */
export const Resource = armItem(
  z.object({
    id: z.string(),
    name: z.string(),
    type: z.string(),
    kind: text,
    tags: Tags,
    managedBy: text,
    identity: z
      .object({
        type: text,
        principalId: text,
        tenantId: text,
        userAssignedIdentities: z
          .record(z.string(), z.object({ principalId: text, clientId: text }).nullable())
          .nullish(),
      })
      .nullish(),
    /** Absent and null in lists that tell no properties. */
    properties: z.record(z.string(), z.json()).nullish(),
    creationTime: text,
    keyCreationTime: z.object({ key1: text, key2: text }).nullish(),
    keyPolicy: z.object({ keyExpirationPeriodInDays: z.number().nullish() }).nullish(),
    sasPolicy: z.object({ sasExpirationPeriod: text }).nullish(),
    allowSharedKeyAccess: truth,
    disableLocalAuth: truth,
    disableAccessKeyAuthentication: truth,
    adminUserEnabled: truth,
    /** Of a user-assigned identity. */
    clientId: text,
    principalId: text,
    tenantId: text,
    /** Of a vault. */
    enableRbacAuthorization: truth,
    accessPolicies: z.array(AccessPolicy).nullish(),
  }),
);
export type Resource = z.infer<typeof Resource>;

/** Seconds since 1970 at the vault itself, text in `az`. */
const VaultTime = z.union([z.string(), z.number()]).nullish();

/** A secret, key, certificate or storage account of a vault: its name and dates. */
export const VaultItem = z.object({
  /** Keys are called by `kid`. */
  id: text,
  kid: text,
  contentType: text,
  managed: truth,
  resourceId: text,
  x5t: text,
  x509Thumbprint: text,
  attributes: z
    .object({
      enabled: truth,
      created: VaultTime,
      updated: VaultTime,
      exp: VaultTime,
      expires: VaultTime,
    })
    .nullish(),
});
export type VaultItem = z.infer<typeof VaultItem>;

export const StorageKey = z.object({
  keyName: z.string(),
  value: text,
  permissions: text,
  creationTime: text,
});
export type StorageKey = z.infer<typeof StorageKey>;

/** The keys of a Cosmos DB account, as one answer. */
export const CosmosKeys = z.object({
  primaryMasterKey: text,
  secondaryMasterKey: text,
  primaryReadonlyMasterKey: text,
  secondaryReadonlyMasterKey: text,
});
export type CosmosKeys = z.infer<typeof CosmosKeys>;
