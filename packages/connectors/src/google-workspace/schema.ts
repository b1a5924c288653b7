import { z } from 'zod';

const text = z.string().nullish();
const flag = z.boolean().nullish();
const texts = z.array(z.string()).nullish();
/** Numbers beyond 2^53 come as text. */
const numeral = z.union([z.string(), z.number()]).nullish();

export const User = z.object({
  id: z.string().min(1),
  primaryEmail: z.string().min(3),
  name: z.object({ fullName: text }).nullish(),
  isAdmin: flag,
  isDelegatedAdmin: flag,
  suspended: flag,
  suspensionReason: text,
  archived: flag,
  deletionTime: text,
  creationTime: text,
  lastLoginTime: text,
  aliases: texts,
  orgUnitPath: text,
  relations: z.array(z.object({ type: text, value: text })).nullish(),
  organizations: z.array(z.object({ title: text, primary: flag })).nullish(),
});
export type User = z.infer<typeof User>;

export const Group = z.object({
  id: z.string().min(1),
  email: z.string().min(3),
  name: text,
  description: text,
});
export type Group = z.infer<typeof Group>;

/** A member of a group; those of other organizations and all-users members have no address or id here. */
export const Member = z.object({ id: text, email: text, type: text, role: text });
export type Member = z.infer<typeof Member>;

/** That a user let an application in. */
export const Token = z.object({
  clientId: z.string().min(1),
  displayText: text,
  anonymous: flag,
  nativeApp: flag,
  userKey: z.string().min(1),
  scopes: texts,
});
export type Token = z.infer<typeof Token>;

/** A password of a user for one program that cannot ask for a second factor. */
export const AppPassword = z.object({
  codeId: z.union([z.string(), z.number()]),
  name: text,
  userKey: z.string().min(1),
  creationTime: numeral,
  lastTimeUsed: numeral,
});
export type AppPassword = z.infer<typeof AppPassword>;

export const Role = z.object({
  roleId: z.string().min(1),
  roleName: text,
  roleDescription: text,
  isSystemRole: flag,
  isSuperAdminRole: flag,
  rolePrivileges: z.array(z.object({ privilegeName: z.string(), serviceId: text })).nullish(),
});
export type Role = z.infer<typeof Role>;

export const RoleAssignment = z.object({
  roleAssignmentId: z.string().min(1),
  roleId: z.string().min(1),
  assignedTo: z.string().min(1),
  assigneeType: text,
  scopeType: text,
  orgUnitId: text,
  condition: text,
});
export type RoleAssignment = z.infer<typeof RoleAssignment>;

const Parameter = z.object({
  name: z.string(),
  value: text,
  multiValue: texts,
});

/** An event of the Reports API. */
export const Activity = z.object({
  id: z.object({ time: z.string(), applicationName: text, uniqueQualifier: text }),
  actor: z.object({ email: text, profileId: text }).nullish(),
  events: z
    .array(z.object({ name: z.string(), type: text, parameters: z.array(Parameter).nullish() }))
    .nullish(),
});
export type Activity = z.infer<typeof Activity>;
export type ActivityEvent = NonNullable<Activity['events']>[number];
