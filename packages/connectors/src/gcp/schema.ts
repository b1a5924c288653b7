import { isRecord } from '@nonhuman/connector-kit';
import { z } from 'zod';

const text = z.string().nullish();
const flag = z.boolean().nullish();
const labels = z.record(z.string(), z.string()).nullish();

/** The frame in which Cloud Asset Inventory gives a resource. */
const AssetFrame = z.object({
  name: z.string(),
  assetType: text,
  ancestors: z.array(z.string()).nullish(),
});

/** An item as its own API lists it, or inside an asset of Cloud Asset Inventory. */
function orInAsset<T extends z.ZodRawShape>(shape: T) {
  return z.preprocess(outOfAsset, z.object({ ...shape, asset: AssetFrame.optional() }));
}

/** The resource of an asset with the asset beside it; anything else as it is. Exports to storage spell with underscores. */
function outOfAsset(item: unknown): unknown {
  if (!isRecord(item) || !isRecord(item['resource'])) return item;
  const { data } = item['resource'];
  if (!isRecord(data)) return item;
  const { name, ancestors } = item;
  const told = typeof name === 'string' ? { name: name.replace(/^\/\/[^/]+\//, '') } : {};
  return { ...told, ...data, asset: { name, ancestors, assetType: assetTypeOf(item) } };
}

/** The type of an asset in either spelling; null when the item is none. */
export function assetTypeOf(item: Readonly<Record<string, unknown>>): string | null {
  const type = item['assetType'] ?? item['asset_type'];
  return typeof type === 'string' ? type : null;
}

/** A project, of version 1 (`projectId`, `parent.id`) or 3 (`name: projects/…`, `parent: folders/…`). */
export const Project = orInAsset({
  projectId: z.string().min(1),
  projectNumber: z.union([z.string(), z.number()]).nullish(),
  name: text,
  displayName: text,
  lifecycleState: text,
  state: text,
  createTime: text,
  labels,
  parent: z.union([z.string(), z.object({ type: z.string(), id: z.string() })]).nullish(),
});
export type Project = z.infer<typeof Project>;

/** A folder or an organization. */
export const Container = orInAsset({
  name: z.string().regex(/^(folders|organizations)\/\d+$/),
  displayName: text,
  lifecycleState: text,
  state: text,
  parent: text,
});
export type Container = z.infer<typeof Container>;

export const ServiceAccount = orInAsset({
  name: z.string(),
  email: z.string().min(3),
  projectId: text,
  uniqueId: text,
  oauth2ClientId: text,
  displayName: text,
  description: text,
  disabled: flag,
});
export type ServiceAccount = z.infer<typeof ServiceAccount>;

export const ServiceAccountKey = orInAsset({
  name: z.string().regex(/serviceAccounts\/[^/]+\/keys\/[^/]+$/),
  keyAlgorithm: text,
  keyOrigin: text,
  keyType: text,
  validAfterTime: text,
  validBeforeTime: text,
  disabled: flag,
  disableReason: text,
});
export type ServiceAccountKey = z.infer<typeof ServiceAccountKey>;

/** A key of a service account for the S3-like API of Cloud Storage, as `gcloud` or the API writes it. */
export const HmacKey = z.preprocess(
  (item) =>
    isRecord(item) && 'access_id' in item
      ? {
          accessId: item['access_id'],
          serviceAccountEmail: item['service_account'] ?? item['service_account_email'],
          state: item['state'],
          timeCreated: item['creation_time'] ?? item['time_created'],
          projectId: item['project'] ?? item['project_id'],
        }
      : item,
  z.object({
    accessId: z.string().min(1),
    serviceAccountEmail: text,
    state: text,
    timeCreated: text,
    projectId: text,
  }),
);
export type HmacKey = z.infer<typeof HmacKey>;

/** An API key. Its string is never read. */
export const ApiKey = orInAsset({
  name: z.string().regex(/\/keys\/[^/]+$/),
  uid: text,
  displayName: text,
  createTime: text,
  deleteTime: text,
  serviceAccountEmail: text,
  restrictions: z
    .object({
      apiTargets: z.array(z.object({ service: z.string() })).nullish(),
      browserKeyRestrictions: z.unknown().optional(),
      serverKeyRestrictions: z.object({ allowedIps: z.array(z.string()).nullish() }).nullish(),
      androidKeyRestrictions: z.unknown().optional(),
      iosKeyRestrictions: z.unknown().optional(),
    })
    .nullish(),
});
export type ApiKey = z.infer<typeof ApiKey>;

export const Role = orInAsset({
  name: z.string().regex(/(^|\/)roles\/[^/]+$/),
  title: text,
  description: text,
  includedPermissions: z.array(z.string()).nullish(),
  stage: text,
  deleted: flag,
});
export type Role = z.infer<typeof Role>;

/** A pool of workload or workforce identities. */
export const IdentityPool = orInAsset({
  name: z.string().regex(/\/(workloadIdentityPools|workforcePools)\/[^/]+$/),
  displayName: text,
  description: text,
  state: text,
  disabled: flag,
  mode: text,
});
export type IdentityPool = z.infer<typeof IdentityPool>;

export const PoolProvider = orInAsset({
  name: z.string().regex(/\/(workloadIdentityPools|workforcePools)\/[^/]+\/providers\/[^/]+$/),
  displayName: text,
  state: text,
  disabled: flag,
  attributeMapping: z.record(z.string(), z.string()).nullish(),
  attributeCondition: text,
  oidc: z
    .object({ issuerUri: text, allowedAudiences: z.array(z.string()).nullish(), clientId: text })
    .nullish(),
  aws: z.object({ accountId: text }).nullish(),
  saml: z.unknown().optional(),
  x509: z.unknown().optional(),
});
export type PoolProvider = z.infer<typeof PoolProvider>;

export const Binding = z.object({
  role: z.string().min(1),
  members: z.array(z.string()).nullish(),
  condition: z.object({ title: text, description: text, expression: text }).nullish(),
});
export type Binding = z.infer<typeof Binding>;

const Bindings = z.object({ bindings: z.array(Binding).nullish() });

/**
 * An allow policy: of Cloud Asset Inventory's list (`iamPolicy`) or search (`policy`), where the item
 * names its resource, or by itself as `get-iam-policy` prints it.
 */
export const AllowPolicy = z.preprocess(
  (item) => {
    if (!isRecord(item)) return item;
    const inner = item['iamPolicy'] ?? item['iam_policy'] ?? item['policy'];
    if (!isRecord(inner)) return item;
    const resource = item['resource'];
    return {
      ...inner,
      resource: typeof resource === 'string' ? resource : item['name'],
      assetType: assetTypeOf(item),
    };
  },
  Bindings.extend({ resource: text, assetType: text, resourceId: text }),
);
export type AllowPolicy = z.infer<typeof AllowPolicy>;

/** A deny policy. Lists leave the rules out; `gcloud iam policies get` tells them. */
export const DenyPolicy = z.object({
  name: z.string().regex(/\/denypolicies\/[^/]+$/),
  uid: text,
  displayName: text,
  createTime: text,
  rules: z
    .array(
      z.object({
        description: text,
        denyRule: z
          .object({
            deniedPrincipals: z.array(z.string()).nullish(),
            exceptionPrincipals: z.array(z.string()).nullish(),
            deniedPermissions: z.array(z.string()).nullish(),
            exceptionPermissions: z.array(z.string()).nullish(),
            denialCondition: z.object({ title: text, expression: text }).nullish(),
          })
          .nullish(),
      }),
    )
    .nullish(),
});
export type DenyPolicy = z.infer<typeof DenyPolicy>;

/** The last authentication of a service account or of a key, as Activity Analyzer tells it. */
export const Activity = z.object({
  fullResourceName: z.string().regex(/\/serviceAccounts\/[^/]+(\/keys\/[^/]+)?$/),
  activityType: z.enum(['serviceAccountLastAuthentication', 'serviceAccountKeyLastAuthentication']),
  observationPeriod: z.object({ startTime: text, endTime: text }).nullish(),
  activity: z
    .object({
      lastAuthenticatedTime: text,
      serviceAccount: z.object({ serviceAccountId: text }).nullish(),
    })
    .nullish(),
});
export type Activity = z.infer<typeof Activity>;
