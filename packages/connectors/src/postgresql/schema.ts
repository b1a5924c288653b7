import { z } from 'zod';

/** `psql --csv` writes t and f; an empty cell is NULL. */
const Flag = z.string().transform((cell) => (cell === '' ? null : /^(?:t|true|1)$/i.test(cell)));
const Words = z.string().transform((cell) => cell.split(' ').filter(Boolean));

export const Role = z.object({
  rolname: z.string().min(1),
  rolcanlogin: Flag,
  rolsuper: Flag,
  rolcreaterole: Flag,
  rolcreatedb: Flag,
  rolreplication: Flag,
  rolbypassrls: Flag,
  rolconnlimit: z.coerce.number().int().catch(-1),
  valid_until: z.string(),
  comment: z.string(),
});
export type Role = z.infer<typeof Role>;

export const Database = z.object({ datname: z.string().min(1), owner: z.string() });

/** How a password is stored: never the stored form itself. */
export const PasswordKind = z.object({
  rolname: z.string().min(1),
  password_kind: z.enum(['none', 'md5', 'scram-sha-256', 'other']).catch('other'),
});
export type PasswordKind = z.infer<typeof PasswordKind>;

export const Membership = z.object({
  role: z.string().min(1),
  member: z.string().min(1),
  admin_option: Flag,
  inherit_option: Flag,
  set_option: Flag,
});
export type Membership = z.infer<typeof Membership>;

/** A line of pg_hba.conf as the server understood it; the first that fits a connection decides. */
export const ClientRule = z.object({
  line_number: z.coerce.number().int(),
  type: z.string(),
  databases: Words,
  users: Words,
  address: z.string(),
  netmask: z.string(),
  auth_method: z.string(),
  error: z.string(),
});
export type ClientRule = z.infer<typeof ClientRule>;

/** What a grantee may do with all objects of a kind in a schema, summed up. */
export const Privilege = z.object({
  database: z.string(),
  kind: z.string(),
  schema: z.string(),
  grantee: z.string().min(1),
  privileges: Words,
  grantable: Flag,
  objects: z.coerce.number().int().catch(0),
});
export type Privilege = z.infer<typeof Privilege>;

export const DefaultPrivilege = z.object({
  database: z.string(),
  owner: z.string(),
  schema: z.string(),
  object_type: z.string(),
  grantee: z.string().min(1),
  privileges: Words,
});
export type DefaultPrivilege = z.infer<typeof DefaultPrivilege>;

export const Session = z.object({
  usename: z.string().min(1),
  datname: z.string(),
  application_name: z.string(),
  client_addr: z.string(),
  sessions: z.coerce.number().int().catch(0),
  last_active: z.string(),
});
export type Session = z.infer<typeof Session>;
