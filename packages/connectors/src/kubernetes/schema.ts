import { z } from 'zod';

/** Lists and maps that manifests leave empty as `null`. */
const texts = z
  .array(z.string())
  .nullish()
  .transform((value) => value ?? []);
const textMap = z
  .record(z.string(), z.string())
  .nullish()
  .transform((value) => value ?? {});

const Metadata = z.object({
  name: z.string().min(1),
  namespace: z.string().nullish(),
  uid: z.string().nullish(),
  creationTimestamp: z.string().nullish(),
  labels: textMap,
  annotations: textMap,
  ownerReferences: z
    .array(z.object({ kind: z.string(), name: z.string(), controller: z.boolean().nullish() }))
    .nullish(),
});
export type Metadata = z.infer<typeof Metadata>;

/** What every object says of itself. */
export const Head = z.object({ kind: z.string(), metadata: Metadata });
export type Head = z.infer<typeof Head>;

export const ServiceAccount = z.object({
  metadata: Metadata,
  automountServiceAccountToken: z.boolean().nullish(),
  secrets: z.array(z.object({ name: z.string().nullish() })).nullish(),
  imagePullSecrets: z.array(z.object({ name: z.string().nullish() })).nullish(),
});
export type ServiceAccount = z.infer<typeof ServiceAccount>;

/** One rule; every combination within it is allowed, and rules are never merged. */
export const Rule = z.object({
  verbs: texts,
  apiGroups: texts,
  resources: texts,
  resourceNames: texts,
  nonResourceURLs: texts,
});
export type Rule = z.infer<typeof Rule>;

/** A `Role` or `ClusterRole`. Of aggregated ones the cluster has filled the rules in. */
export const Role = z.object({
  kind: z.string(),
  metadata: Metadata,
  rules: z
    .array(Rule)
    .nullish()
    .transform((value) => value ?? []),
  aggregationRule: z.json().nullish(),
});
export type Role = z.infer<typeof Role>;

const Subject = z.object({
  kind: z.string(),
  name: z.string(),
  namespace: z.string().nullish(),
});
export type Subject = z.infer<typeof Subject>;

export const Binding = z.object({
  kind: z.string(),
  metadata: Metadata,
  roleRef: z.object({ kind: z.string(), name: z.string() }),
  subjects: z
    .array(Subject)
    .nullish()
    .transform((value) => value ?? []),
});
export type Binding = z.infer<typeof Binding>;

/** A secret's metadata. Of `data` the names are used, and of a service account's token the fingerprint. */
export const Secret = z.object({
  metadata: Metadata,
  type: z.string().nullish(),
  data: z.record(z.string(), z.string().nullable()).nullish(),
});
export type Secret = z.infer<typeof Secret>;

const KeyRef = z.object({ name: z.string(), key: z.string().nullish() });
const Container = z.object({
  name: z.string().nullish(),
  image: z.string().nullish(),
  env: z
    .array(
      z.object({
        name: z.string(),
        valueFrom: z.object({ secretKeyRef: KeyRef.nullish() }).nullish(),
      }),
    )
    .nullish(),
  envFrom: z.array(z.object({ secretRef: z.object({ name: z.string() }).nullish() })).nullish(),
});

const NamedSecret = z.object({ name: z.string().nullish() });

export const PodSpec = z.object({
  serviceAccountName: z.string().nullish(),
  serviceAccount: z.string().nullish(),
  automountServiceAccountToken: z.boolean().nullish(),
  hostNetwork: z.boolean().nullish(),
  containers: z.array(Container).nullish(),
  initContainers: z.array(Container).nullish(),
  ephemeralContainers: z.array(Container).nullish(),
  imagePullSecrets: z.array(NamedSecret).nullish(),
  volumes: z
    .array(
      z.object({
        secret: z.object({ secretName: z.string().nullish() }).nullish(),
        projected: z
          .object({ sources: z.array(z.object({ secret: NamedSecret.nullish() })).nullish() })
          .nullish(),
      }),
    )
    .nullish(),
});
export type PodSpec = z.infer<typeof PodSpec>;

const Template = z.object({ template: z.object({ spec: PodSpec }).nullish() });

/** A pod, or anything that makes pods by a template. */
export const Workload = z.object({
  kind: z.string(),
  metadata: Metadata,
  spec: z.union([
    z.object({ jobTemplate: z.object({ spec: Template }) }),
    z.object({ template: z.object({ spec: PodSpec }) }),
    PodSpec,
  ]),
});
export type Workload = z.infer<typeof Workload>;

export const ConfigMap = z.object({ metadata: Metadata, data: textMap });
export type ConfigMap = z.infer<typeof ConfigMap>;

/** One entry of `mapRoles` or `mapUsers` of the `aws-auth` ConfigMap. */
export const AwsAuthEntry = z.object({
  rolearn: z.string().optional(),
  userarn: z.string().optional(),
  username: z.string().optional(),
  groups: texts,
});
