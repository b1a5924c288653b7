import { z } from 'zod';

const Text = z.string().nullish();
const RoleName = z.object({ role: z.string().min(1), db: Text });
/** UUIDs come as text or as extended JSON. */
const Id = z
  .unknown()
  .optional()
  .transform((told) => {
    if (typeof told === 'string') return told;
    const binary = z.object({ $binary: z.object({ base64: z.string() }) }).safeParse(told);
    const uuid = z.object({ $uuid: z.string() }).safeParse(told);
    if (uuid.success) return uuid.data.$uuid;
    return binary.success ? uuidOf(Buffer.from(binary.data.$binary.base64, 'base64')) : null;
  });

function uuidOf(bytes: Buffer): string | null {
  if (bytes.length !== 16) return null;
  const hex = bytes.toString('hex');
  return [
    [0, 8],
    [8, 12],
    [12, 16],
    [16, 20],
    [20, 32],
  ]
    .map(([from, to]) => hex.slice(from, to))
    .join('-');
}

/** One user as `usersInfo` gives it; `credentials` are never asked for and never read. */
export const User = z.object({
  user: z.string().min(1),
  db: z.string().min(1),
  userId: Id,
  roles: z.array(RoleName).nullish(),
  mechanisms: z.array(z.string()).nullish(),
  customData: z.record(z.string(), z.unknown()).nullish(),
  authenticationRestrictions: z
    .array(
      z.object({
        clientSource: z.array(z.string()).nullish(),
        serverAddress: z.array(z.string()).nullish(),
      }),
    )
    .nullish(),
});
export type User = z.infer<typeof User>;

/** One role that people made, as `rolesInfo` gives it. */
export const Role = z.object({
  role: z.string().min(1),
  db: z.string().min(1),
  isBuiltin: z.boolean().nullish(),
  roles: z.array(RoleName).nullish(),
  inheritedRoles: z.array(RoleName).nullish(),
  privileges: z
    .array(
      z.object({
        resource: z.object({
          db: Text,
          collection: Text,
          cluster: z.boolean().nullish(),
          anyResource: z.boolean().nullish(),
        }),
        actions: z.array(z.string()).nullish(),
      }),
    )
    .nullish(),
});
export type Role = z.infer<typeof Role>;

/** One database user of an Atlas project, as `atlas dbusers list` prints it. */
export const AtlasUser = z.object({
  username: z.string().min(1),
  databaseName: z.string().min(1),
  groupId: Text,
  awsIAMType: Text,
  x509Type: Text,
  ldapAuthType: Text,
  oidcAuthType: Text,
  deleteAfterDate: Text,
  description: Text,
  labels: z.array(z.object({ key: Text, value: Text })).nullish(),
  scopes: z.array(z.object({ name: Text, type: Text })).nullish(),
  roles: z
    .array(z.object({ roleName: z.string(), databaseName: Text, collectionName: Text }))
    .nullish(),
});
export type AtlasUser = z.infer<typeof AtlasUser>;
