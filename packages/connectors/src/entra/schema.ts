import { z } from 'zod';
import { graphItem } from './graph.ts';

const text = z.string().nullish();
const truth = z.boolean().nullish();
const time = z.string().nullish();
const texts = z.array(z.string()).nullish();

/** A secret, in `passwordCredentials`; Graph never gives its value after it was made. */
export const PasswordCredential = z.object({
  keyId: z.string(),
  displayName: text,
  /** The first characters of the secret. */
  hint: text,
  startDateTime: time,
  endDateTime: time,
});
export type PasswordCredential = z.infer<typeof PasswordCredential>;

/** A certificate, in `keyCredentials`. */
export const KeyCredential = z.object({
  keyId: z.string(),
  displayName: text,
  /** Thumbprint in base64 or hexadecimal; a list of bytes in PowerShell. */
  customKeyIdentifier: z.union([z.string(), z.array(z.number())]).nullish(),
  startDateTime: time,
  endDateTime: time,
  type: text,
  usage: text,
  /** The public certificate in base64; only in answers about a single object. */
  key: z.union([z.string(), z.array(z.number())]).nullish(),
});
export type KeyCredential = z.infer<typeof KeyCredential>;

const VerifiedPublisher = z.object({ displayName: text, verifiedPublisherId: text }).nullish();

export const FederatedCredential = graphItem(
  z.object({
    id: z.string(),
    name: z.string(),
    issuer: z.string(),
    subject: text,
    audiences: texts,
    description: text,
    /** A flexible expression instead of a subject. */
    claimsMatchingExpression: z.object({ value: z.string() }).nullish(),
  }),
);
export type FederatedCredential = z.infer<typeof FederatedCredential>;

const Redirects = z
  .object({
    redirectUris: texts,
    implicitGrantSettings: z
      .object({ enableAccessTokenIssuance: truth, enableIdTokenIssuance: truth })
      .nullish(),
  })
  .nullish();

/** An application: the global definition, of `/applications`. */
export const Application = graphItem(
  z.object({
    '@odata.type': text,
    id: z.string(),
    appId: z.string(),
    displayName: text,
    description: text,
    notes: text,
    createdDateTime: time,
    disabledByMicrosoftStatus: text,
    signInAudience: text,
    publisherDomain: text,
    isFallbackPublicClient: truth,
    tags: texts,
    verifiedPublisher: VerifiedPublisher,
    createdByAppId: text,
    web: Redirects,
    spa: Redirects,
    publicClient: Redirects,
    passwordCredentials: z.array(PasswordCredential).nullish(),
    keyCredentials: z.array(KeyCredential).nullish(),
    federatedIdentityCredentials: z.array(FederatedCredential).nullish(),
  }),
);
export type Application = z.infer<typeof Application>;

/** A service principal: what acts in the tenant, of `/servicePrincipals`. */
export const ServicePrincipal = graphItem(
  z.object({
    '@odata.type': text,
    id: z.string(),
    appId: text,
    displayName: text,
    appDisplayName: text,
    description: text,
    notes: text,
    servicePrincipalType: text,
    accountEnabled: truth,
    createdDateTime: time,
    appOwnerOrganizationId: text,
    publisherName: text,
    verifiedPublisher: VerifiedPublisher,
    signInAudience: text,
    alternativeNames: texts,
    replyUrls: texts,
    tags: texts,
    disabledByMicrosoftStatus: text,
    passwordCredentials: z.array(PasswordCredential).nullish(),
    keyCredentials: z.array(KeyCredential).nullish(),
    /** Application permissions that it offers, when it is an API. */
    appRoles: z.array(z.object({ id: z.string(), value: text })).nullish(),
    /** Of an agent identity: the client id of its blueprint. */
    agentIdentityBlueprintId: text,
    createdByAppId: text,
  }),
);
export type ServicePrincipal = z.infer<typeof ServicePrincipal>;

/** An owner, sponsor or member: any object of the directory. */
export const DirectoryObject = graphItem(
  z.object({
    '@odata.type': text,
    id: z.string(),
    displayName: text,
    mail: text,
    userPrincipalName: text,
    accountEnabled: truth,
    appId: text,
    servicePrincipalType: text,
  }),
);
export type DirectoryObject = z.infer<typeof DirectoryObject>;

/** An application permission that a principal was given. */
export const AppRoleAssignment = graphItem(
  z.object({
    id: z.string(),
    appRoleId: z.string(),
    createdDateTime: time,
    principalId: z.string(),
    principalType: text,
    principalDisplayName: text,
    resourceId: z.string(),
    resourceDisplayName: text,
  }),
);
export type AppRoleAssignment = z.infer<typeof AppRoleAssignment>;

/** Delegated permissions that a client was given. */
export const PermissionGrant = graphItem(
  z.object({
    id: z.string(),
    clientId: z.string(),
    consentType: text,
    principalId: text,
    resourceId: z.string(),
    scope: text,
  }),
);
export type PermissionGrant = z.infer<typeof PermissionGrant>;

export const DirectoryRoleDefinition = graphItem(
  z.object({
    id: z.string(),
    templateId: text,
    displayName: z.string(),
    isBuiltIn: truth,
    isEnabled: truth,
    isPrivileged: truth,
    rolePermissions: z
      .array(z.object({ allowedResourceActions: texts, condition: text }))
      .nullish(),
  }),
);
export type DirectoryRoleDefinition = z.infer<typeof DirectoryRoleDefinition>;

/** A directory role that is held, or that may be activated. */
export const DirectoryRoleAssignment = graphItem(
  z.object({
    id: z.string(),
    principalId: z.string(),
    roleDefinitionId: z.string(),
    directoryScopeId: text,
    appScopeId: text,
    principal: DirectoryObject.nullish(),
    /** Of an eligibility. */
    memberType: text,
  }),
);
export type DirectoryRoleAssignment = z.infer<typeof DirectoryRoleAssignment>;

const SignIn = z.object({ lastSignInDateTime: time }).nullish();

/** Of the beta report `servicePrincipalSignInActivities`. */
export const SignInActivity = graphItem(
  z.object({
    appId: z.string(),
    lastSignInActivity: SignIn,
    applicationAuthenticationClientSignInActivity: SignIn,
    delegatedClientSignInActivity: SignIn,
    applicationAuthenticationResourceSignInActivity: SignIn,
    delegatedResourceSignInActivity: SignIn,
  }),
);
export type SignInActivity = z.infer<typeof SignInActivity>;

/** Of the beta report `appCredentialSignInActivities`. */
export const CredentialActivity = graphItem(
  z.object({
    keyId: z.string(),
    keyType: text,
    appId: z.string(),
    createdDateTime: time,
    expirationDateTime: time,
    signInActivity: SignIn,
  }),
);
export type CredentialActivity = z.infer<typeof CredentialActivity>;

export const User = graphItem(
  z.object({
    '@odata.type': text,
    id: z.string(),
    displayName: text,
    mail: text,
    userPrincipalName: text,
    mailNickname: text,
    onPremisesSamAccountName: text,
    accountEnabled: truth,
    userType: text,
    jobTitle: text,
    department: text,
    createdDateTime: time,
    employeeLeaveDateTime: time,
    employeeId: text,
    manager: DirectoryObject.nullish(),
    /** Of an agent's user account: the object id of its agent identity. */
    identityParentId: text,
    signInActivity: z
      .object({
        lastSignInDateTime: time,
        lastNonInteractiveSignInDateTime: time,
        lastSuccessfulSignInDateTime: time,
      })
      .nullish(),
  }),
);
export type User = z.infer<typeof User>;

export const Group = graphItem(
  z.object({
    id: z.string(),
    displayName: text,
    mail: text,
    securityEnabled: truth,
    isAssignableToRole: truth,
    groupTypes: texts,
  }),
);
export type Group = z.infer<typeof Group>;
