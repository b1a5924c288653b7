import { z } from 'zod';

type JsonValue = z.infer<ReturnType<typeof z.json>>;

const Parts = z.object({
  year: z.number(),
  month: z.number(),
  day: z.number(),
  hour: z.number().default(0),
  minute: z.number().default(0),
  second: z.number().default(0),
});

/** A moment as the command line prints it, as epoch seconds (older JSON services), or in recorded parts. */
export const Moment = z.union([z.string(), z.number(), Parts]);
export type Moment = z.infer<typeof Moment>;

const Tag = z.object({ Key: z.string(), Value: z.string().default('') });
/** Tags that are not as expected are as good as not told: they never cost their holder. */
const Tags = z.array(Tag).optional().catch(undefined);

/** A policy document: JSON, or URL-encoded JSON text as the API sends it. */
const Document = z.custom<string | Record<string, JsonValue>>(
  // Its inside comes from JSON.parse and is judged by the policy reader: checking it twice is most of the time.
  (value) =>
    typeof value === 'string' ||
    (typeof value === 'object' && value !== null && !Array.isArray(value)),
);
const InlinePolicy = z.object({ PolicyName: z.string(), PolicyDocument: Document });
const AttachedPolicy = z.object({ PolicyArn: z.string(), PolicyName: z.string().optional() });
const Boundary = z.object({ PermissionsBoundaryArn: z.string() }).optional();

/** An IAM user, of `ListUsers`, `GetUser` or `GetAccountAuthorizationDetails`. */
export const User = z.object({
  Arn: z.string(),
  UserName: z.string(),
  UserId: z.string().optional(),
  Path: z.string().optional(),
  CreateDate: Moment.optional(),
  PasswordLastUsed: Moment.optional(),
  Tags,
  PermissionsBoundary: Boundary,
  UserPolicyList: z.array(InlinePolicy).optional(),
  AttachedManagedPolicies: z.array(AttachedPolicy).optional(),
  GroupList: z.array(z.string()).optional(),
});
export type User = z.infer<typeof User>;

export const InstanceProfile = z.object({
  Arn: z.string().optional(),
  InstanceProfileName: z.string(),
  Roles: z.array(z.object({ Arn: z.string() })).optional(),
});
export type InstanceProfile = z.infer<typeof InstanceProfile>;

/** An IAM role, of `ListRoles`, `GetRole` or `GetAccountAuthorizationDetails`. */
export const Role = z.object({
  Arn: z.string(),
  RoleName: z.string(),
  RoleId: z.string().optional(),
  Path: z.string().optional(),
  Description: z.string().optional(),
  CreateDate: Moment.optional(),
  MaxSessionDuration: z.number().optional(),
  AssumeRolePolicyDocument: Document.optional(),
  /** Present but empty: not used in the trailing 400 days. Absent: this call does not tell. */
  RoleLastUsed: z
    .object({ LastUsedDate: Moment.optional(), Region: z.string().optional() })
    .optional(),
  Tags,
  PermissionsBoundary: Boundary,
  RolePolicyList: z.array(InlinePolicy).optional(),
  AttachedManagedPolicies: z.array(AttachedPolicy).optional(),
  InstanceProfileList: z.array(InstanceProfile).optional(),
});
export type Role = z.infer<typeof Role>;

export const Group = z.object({
  Arn: z.string(),
  GroupName: z.string(),
  GroupPolicyList: z.array(InlinePolicy).optional(),
  AttachedManagedPolicies: z.array(AttachedPolicy).optional(),
});
export type Group = z.infer<typeof Group>;

/** A managed policy with its versions. */
export const ManagedPolicy = z.object({
  Arn: z.string(),
  PolicyName: z.string(),
  Description: z.string().optional(),
  AttachmentCount: z.number().optional(),
  PermissionsBoundaryUsageCount: z.number().optional(),
  DefaultVersionId: z.string().optional(),
  PolicyVersionList: z
    .array(
      z.object({
        VersionId: z.string().optional(),
        IsDefaultVersion: z.boolean().optional(),
        Document: Document.optional(),
      }),
    )
    .optional(),
});
export type ManagedPolicy = z.infer<typeof ManagedPolicy>;

/** An access key of `ListAccessKeys`. */
export const AccessKey = z.object({
  AccessKeyId: z.string(),
  UserName: z.string().optional(),
  Status: z.string().optional(),
  CreateDate: Moment.optional(),
});
export type AccessKey = z.infer<typeof AccessKey>;

/** An answer of `GetAccessKeyLastUsed`; `AccessKeyId` is put in by the printed command. */
export const AccessKeyLastUsed = z.object({
  UserName: z.string().optional(),
  AccessKeyId: z.string().optional(),
  AccessKeyLastUsed: z.object({
    LastUsedDate: Moment.optional(),
    ServiceName: z.string().optional(),
    Region: z.string().optional(),
  }),
});
export type AccessKeyLastUsed = z.infer<typeof AccessKeyLastUsed>;

/** An answer of `GetOpenIDConnectProvider`; the ARN is put in by the printed command. */
export const OidcProvider = z.object({
  Arn: z.string().optional(),
  Url: z.string(),
  ClientIDList: z.array(z.string()).default([]),
  CreateDate: Moment.optional(),
});
export type OidcProvider = z.infer<typeof OidcProvider>;

export const OrganizationAccount = z.object({
  Id: z.string(),
  Arn: z.string(),
  Name: z.string().optional(),
  Status: z.string().optional(),
  JoinedMethod: z.string().optional(),
});
export type OrganizationAccount = z.infer<typeof OrganizationAccount>;

/** A policy of Organizations (`ListPolicies`, or the summary of `DescribePolicy`). */
export const OrganizationPolicy = z.object({
  Id: z.string(),
  Arn: z.string(),
  Name: z.string(),
  Type: z.string(),
  AwsManaged: z.boolean().optional(),
  Description: z.string().optional(),
});
export type OrganizationPolicy = z.infer<typeof OrganizationPolicy>;

/** A root, unit or account that an organization's policy hangs on; `PolicyId` is put in by the printed command. */
export const PolicyTarget = z.object({
  TargetId: z.string(),
  Arn: z.string(),
  Name: z.string().optional(),
  Type: z.string().optional(),
});
export type PolicyTarget = z.infer<typeof PolicyTarget>;
