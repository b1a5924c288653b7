import { z } from 'zod';

const text = z.string().nullish();
const truth = z.boolean().nullish();
const texts = z.array(z.string()).nullish();
/** Seconds since 1970; -1 and 0 stand for none. */
const epoch = z.number().nullish();

/** A principal as BloodHound names it. */
const Typed = z.object({ ObjectIdentifier: z.string(), ObjectType: text });

const Right = z.object({ PrincipalSID: z.string(), RightName: z.string() });
export type Right = z.infer<typeof Right>;

/** What users and computers of BloodHound have in common. */
export const BloodHoundAccount = z.object({
  ObjectIdentifier: z.string(),
  Properties: z.object({
    domain: z.string(),
    name: text,
    distinguishedname: text,
    samaccountname: text,
    displayname: text,
    description: text,
    email: text,
    title: text,
    operatingsystem: text,
    objectclass: texts,
    objectguid: text,
    gmsa: truth,
    msa: truth,
    useraccountcontrol: z.number().nullish(),
    enabled: truth,
    unconstraineddelegation: truth,
    trustedtoauth: truth,
    dontreqpreauth: truth,
    passwordnotreqd: truth,
    pwdneverexpires: truth,
    sensitive: truth,
    isdc: truth,
    usedeskeyonly: truth,
    admincount: truth,
    whencreated: epoch,
    pwdlastset: epoch,
    lastlogon: epoch,
    lastlogontimestamp: epoch,
    serviceprincipalnames: texts,
    allowedtodelegate: texts,
    supportedencryptiontypes: texts,
    userpassword: text,
    unixpassword: text,
    unicodepassword: text,
    sfupassword: text,
  }),
  AllowedToDelegate: z.array(Typed).nullish(),
  AllowedToAct: z.array(Typed).nullish(),
  DumpSMSAPassword: z.array(Typed).nullish(),
  Aces: z.array(Right).nullish(),
});
export type BloodHoundAccount = z.infer<typeof BloodHoundAccount>;

export const BloodHoundGroup = z.object({
  ObjectIdentifier: z.string(),
  Properties: z.object({ domain: text, name: text, samaccountname: text }),
  Members: z.array(Typed).nullish(),
});
export type BloodHoundGroup = z.infer<typeof BloodHoundGroup>;

export const BloodHoundTemplate = z.object({
  ObjectIdentifier: z.string(),
  Properties: z.object({
    domain: text,
    name: text,
    enrolleesuppliessubject: truth,
    requiresmanagerapproval: truth,
    authenticationenabled: truth,
    effectiveekus: texts,
    authorizedsignatures: z.number().nullish(),
  }),
  Aces: z.array(Right).nullish(),
});
export type BloodHoundTemplate = z.infer<typeof BloodHoundTemplate>;

export const BloodHoundAuthority = z.object({
  ObjectIdentifier: z.string(),
  Properties: z.object({
    domain: text,
    name: text,
    caname: text,
    dnshostname: text,
    certthumbprint: text,
  }),
  EnabledCertTemplates: z.array(Typed).nullish(),
});
export type BloodHoundAuthority = z.infer<typeof BloodHoundAuthority>;
