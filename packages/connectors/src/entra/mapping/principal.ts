import { toldAttributes } from '@nonhuman/connector-kit';
import { type Identity, type IdentityKind, type Observed, unknown } from '@nonhuman/model';
import { typeOf } from '../graph.ts';
import type { Application, ServicePrincipal } from '../schema.ts';
import { graphTime } from './moment.ts';

const unused = unknown(
  'Graph tells the last sign-in of applications in the report servicePrincipalSignInActivities only',
);
const untoldStart = 'this export does not tell when it was made';

/** Tenants in which Microsoft keeps the applications that every tenant gets. */
const microsoftTenants: ReadonlySet<string> = new Set([
  'f8cdef31-a31e-4b4a-93e4-5f571e91255a',
  '72f988bf-86f1-41af-91ab-2d7cd011db47',
]);

/** What a principal is; the same words wherever it is told of. */
export interface PrincipalKind {
  readonly kind: IdentityKind;
  readonly nativeType: string;
}

const application: PrincipalKind = { kind: 'application', nativeType: 'entra-application' };
const blueprint: PrincipalKind = { kind: 'application', nativeType: 'entra-agent-blueprint' };
const agent: PrincipalKind = { kind: 'agent', nativeType: 'entra-agent-identity' };
const userAssigned: PrincipalKind = {
  kind: 'service-account',
  nativeType: 'azure-user-assigned-identity',
};
const systemAssigned: PrincipalKind = {
  kind: 'workload',
  nativeType: 'azure-system-assigned-identity',
};

/**
 * The key of an application: its client id, the same on its two objects. Agent identities may have
 * none, and are called by their object id.
 */
function principalKey(of: { readonly appId?: string | null | undefined; readonly id: string }) {
  return (of.appId || of.id).toLowerCase();
}

export function kindOfPrincipal(principal: ServicePrincipal): PrincipalKind {
  const type = typeOf(principal);
  if (type === 'agentidentity' || principal.agentIdentityBlueprintId) return agent;
  if (type === 'agentidentityblueprintprincipal') return blueprint;
  if (principal.servicePrincipalType !== 'ManagedIdentity') return application;
  return isUserAssigned(principal) ? userAssigned : systemAssigned;
}

function isUserAssigned({ alternativeNames }: ServicePrincipal): boolean {
  const names = alternativeNames ?? [];
  return (
    names.some((name) => /^isExplicit=True$/i.test(name)) ||
    names.some((name) => /\/userAssignedIdentities\//i.test(name))
  );
}

/** The Azure resource of a managed identity; null when it is none. */
function resourceOf({ alternativeNames }: ServicePrincipal): string | null {
  return alternativeNames?.find((name) => name.startsWith('/subscriptions/')) ?? null;
}

/** What acts in the tenant. `tenant` tells whether an application is the tenant's own. */
export function principalToIdentity(principal: ServicePrincipal, tenant: string): Identity {
  const { kind, nativeType } = kindOfPrincipal(principal);
  const isManaged = principal.servicePrincipalType === 'ManagedIdentity';
  const home = principal.appOwnerOrganizationId?.toLowerCase() ?? null;
  const isMicrosoft = home !== null && microsoftTenants.has(home) && home !== tenant;
  const isForeign = home === null || !isGuid(tenant) ? undefined : home !== tenant && !isMicrosoft;
  const { verifiedPublisher } = principal;
  return {
    key: principalKey(principal),
    provider: 'entra',
    kind,
    nativeType,
    name: principal.displayName || principal.appDisplayName || principalKey(principal),
    status: statusOf(principal),
    createdAt: graphTime(principal.createdDateTime, untoldStart),
    lastUsedAt: unused,
    ...(principal.createdByAppId ? { createdBy: createdBy(principal.createdByAppId) } : {}),
    ...descriptionOf(principal),
    attributes: toldAttributes({
      clientId: principal.appId?.toLowerCase(),
      objectId: principal.id.toLowerCase(),
      servicePrincipalType: principal.servicePrincipalType,
      homeTenant: home,
      providerManaged: isMicrosoft ? true : undefined,
      platformIdentity: isManaged ? true : undefined,
      azureResource: resourceOf(principal),
      thirdParty: isForeign,
      publisher: verifiedPublisher?.displayName ?? principal.publisherName ?? undefined,
      publisherVerified: verifiedPublisher
        ? Boolean(verifiedPublisher.verifiedPublisherId)
        : undefined,
      redirectsAnywhere: principal.replyUrls ? principal.replyUrls.some(isOpenRedirect) : undefined,
      blueprint: principal.agentIdentityBlueprintId?.toLowerCase(),
      tags: principal.tags && principal.tags.length > 0 ? [...principal.tags] : undefined,
    }),
  };
}

/** What the application object adds to what acts in the tenant. */
export function applicationToIdentity(told: Application): Identity {
  const { kind, nativeType } = typeOf(told) === 'agentidentityblueprint' ? blueprint : application;
  const redirects = redirectsOf(told);
  return {
    key: principalKey(told),
    provider: 'entra',
    kind,
    nativeType,
    name: told.displayName || told.appId,
    status: told.disabledByMicrosoftStatus ? 'disabled' : 'unknown',
    createdAt: graphTime(told.createdDateTime, untoldStart),
    lastUsedAt: unused,
    ...(told.createdByAppId ? { createdBy: createdBy(told.createdByAppId) } : {}),
    ...descriptionOf(told),
    attributes: toldAttributes({
      clientId: told.appId.toLowerCase(),
      applicationObjectId: told.id.toLowerCase(),
      multiTenant: told.signInAudience
        ? /MultipleOrgs|PersonalMicrosoftAccount/i.test(told.signInAudience)
        : undefined,
      signInAudience: told.signInAudience,
      thirdParty: false,
      publisherVerified: told.verifiedPublisher
        ? Boolean(told.verifiedPublisher.verifiedPublisherId)
        : undefined,
      redirectsAnywhere: redirects === null ? undefined : redirects.some(isOpenRedirect),
      grantTypes: grantTypesOf(told, redirects),
      strongerAuthentication: ['certificate', 'federation'],
      tags: told.tags && told.tags.length > 0 ? [...told.tags] : undefined,
    }),
  };
}

/** The flows that its settings let it use; absent when the settings were not told. */
function grantTypesOf(
  told: Application,
  redirects: readonly string[] | null,
): string[] | undefined {
  if (redirects === null) return undefined;
  const implicit = told.web?.implicitGrantSettings;
  const hasCredentials =
    (told.passwordCredentials?.length ?? 0) + (told.keyCredentials?.length ?? 0) > 0;
  return [
    ...(redirects.length > 0 ? ['authorization_code'] : []),
    ...(hasCredentials ? ['client_credentials'] : []),
    ...(implicit?.enableAccessTokenIssuance || implicit?.enableIdTokenIssuance ? ['implicit'] : []),
    ...(told.isFallbackPublicClient ? ['password'] : []),
  ];
}

function redirectsOf({ web, spa, publicClient }: Application): string[] | null {
  if (!web && !spa && !publicClient) return null;
  return [web, spa, publicClient].flatMap((one) => one?.redirectUris ?? []);
}

/** Plain HTTP beyond this machine, or any host. */
function isOpenRedirect(uri: string): boolean {
  const isLocal = /^http:\/\/(?:localhost|127\.0\.0\.1|\[::1\])(?:[:/]|$)/i.test(uri);
  return (/^http:\/\//i.test(uri) && !isLocal) || uri.includes('*');
}

function statusOf({ accountEnabled, disabledByMicrosoftStatus }: ServicePrincipal) {
  if (accountEnabled === false || disabledByMicrosoftStatus) return 'disabled';
  return accountEnabled === true ? 'active' : 'unknown';
}

function createdBy(appId: string): Observed<string> {
  return { state: 'seen', value: `application ${appId.toLowerCase()}` };
}

function descriptionOf(told: Pick<Application, 'description' | 'notes'>) {
  const text = [told.description, told.notes].filter(Boolean).join('\n');
  return text === '' ? {} : { description: text };
}

function isGuid(text: string): boolean {
  return /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/.test(text);
}
