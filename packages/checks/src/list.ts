import { accessActsAsAnyUser } from './access/acts-as-any-user.ts';
import { accessAdminEquivalent } from './access/admin-equivalent.ts';
import { accessAppOnAllRepositories } from './access/app-on-all-repositories.ts';
import { accessAutomountedToken } from './access/automounted-token.ts';
import { accessClusterAdmin } from './access/cluster-admin.ts';
import { accessDefaultServiceAccount } from './access/default-service-account.ts';
import { accessReadsSecrets } from './access/reads-secrets.ts';
import { accessScopeDrift } from './access/scope-drift.ts';
import { accessWildcardActions } from './access/wildcard-actions.ts';
import { agentAmbientCredentials } from './agent/ambient-credentials.ts';
import { agentAutoApproves } from './agent/auto-approves.ts';
import { agentInheritsAdmin } from './agent/inherits-admin.ts';
import { agentMcpPlainHttp } from './agent/mcp-plain-http.ts';
import { agentMcpStaticSecret } from './agent/mcp-static-secret.ts';
import { agentMcpUnauthenticated } from './agent/mcp-unauthenticated.ts';
import { agentMcpUnpinnedPackage } from './agent/mcp-unpinned-package.ts';
import { agentNoOwner } from './agent/no-owner.ts';
import { applicationBroadScopes } from './application/broad-scopes.ts';
import { applicationHighPrivilege } from './application/high-privilege.ts';
import { applicationMultiTenant } from './application/multi-tenant.ts';
import { applicationNotApproved } from './application/not-approved.ts';
import { applicationOutdatedFlow } from './application/outdated-flow.ts';
import { applicationOwnerAddsCredentials } from './application/owner-adds-credentials.ts';
import { applicationRedirectsAnywhere } from './application/redirects-anywhere.ts';
import { applicationRefreshForever } from './application/refresh-forever.ts';
import { applicationSelfAuthorised } from './application/self-authorised.ts';
import { applicationSharedSecret } from './application/shared-secret.ts';
import { applicationUnverifiedPublisher } from './application/unverified-publisher.ts';
import { certificateExpired } from './certificate/expired.ts';
import { certificateSelfSigned } from './certificate/self-signed.ts';
import { certificateWeakSignature } from './certificate/weak-signature.ts';
import { certificateWildcardShared } from './certificate/wildcard-shared.ts';
import { ciSecretsInherit } from './ci/secrets-inherit.ts';
import { ciSharedRunner } from './ci/shared-runner.ts';
import { ciStaticCloudKey } from './ci/static-cloud-key.ts';
import { ciUnpinnedAction } from './ci/unpinned-action.ts';
import { ciUntrustedCode } from './ci/untrusted-code.ts';
import { ciWriteAll } from './ci/write-all.ts';
import { credentialAcrossEnvironments } from './credential/across-environments.ts';
import { credentialAdministers } from './credential/administers.ts';
import { credentialBoundToPerson } from './credential/bound-to-person.ts';
import { credentialClassicToken } from './credential/classic-token.ts';
import { credentialDeployKeyWrites } from './credential/deploy-key-writes.ts';
import { credentialExpiredStillActive } from './credential/expired-still-active.ts';
import { credentialExpiresSoon } from './credential/expires-soon.ts';
import { credentialInSeveralPlaces } from './credential/in-several-places.ts';
import { credentialLeakedStillActive } from './credential/leaked-still-active.ts';
import { credentialLegacy } from './credential/legacy.ts';
import { credentialLifetimeTooLong } from './credential/lifetime-too-long.ts';
import { credentialNoExpiry } from './credential/no-expiry.ts';
import { credentialPersonLeft } from './credential/person-left.ts';
import { credentialRootKey } from './credential/root-key.ts';
import { credentialSharedByConsumers } from './credential/shared-by-consumers.ts';
import { credentialStaticWhereFederationFits } from './credential/static-where-federation-fits.ts';
import { credentialTooOld } from './credential/too-old.ts';
import { credentialUnused } from './credential/unused.ts';
import { credentialUserManagedKey } from './credential/user-managed-key.ts';
import { databaseReachableFromAnywhere } from './database/reachable-from-anywhere.ts';
import { databaseServicePassword } from './database/service-password.ts';
import { databaseSuperuser } from './database/superuser.ts';
import { databaseUntypedLogin } from './database/untyped-login.ts';
import { databaseWeakPasswordScheme } from './database/weak-password-scheme.ts';
import type { AnyCheck } from './define-check.ts';
import { directoryAsRepRoastable } from './directory/as-rep-roastable.ts';
import { directoryKerberoastable } from './directory/kerberoastable.ts';
import { directoryPasswordNotRequired } from './directory/password-not-required.ts';
import { directoryProtocolTransition } from './directory/protocol-transition.ts';
import { directoryResourceDelegation } from './directory/resource-delegation.ts';
import { directoryServicePasswordOld } from './directory/service-password-old.ts';
import { directorySuccessorTakesOver } from './directory/successor-takes-over.ts';
import { directoryTemplateAnySubject } from './directory/template-any-subject.ts';
import { directoryUnconstrainedDelegation } from './directory/unconstrained-delegation.ts';
import { exposureAtProvider } from './exposure/at-provider.ts';
import { exposureCommittedConfiguration } from './exposure/committed-configuration.ts';
import { exposureInAgentConfiguration } from './exposure/in-agent-configuration.ts';
import { exposureInArguments } from './exposure/in-arguments.ts';
import { exposureInCi } from './exposure/in-ci.ts';
import { exposureInEnvironmentFile } from './exposure/in-environment-file.ts';
import { exposureInInfrastructureCode } from './exposure/in-infrastructure-code.ts';
import { exposureInPublicPlace } from './exposure/in-public-place.ts';
import { exposureInServiceDefinition } from './exposure/in-service-definition.ts';
import { exposureInSource } from './exposure/in-source.ts';
import { exposureInStateFile } from './exposure/in-state-file.ts';
import { exposureReadableByOthers } from './exposure/readable-by-others.ts';
import { exposureVerifiedLive } from './exposure/verified-live.ts';
import { identityConsoleAccess } from './identity/console-access.ts';
import { identityDisabledWithLiveCredentials } from './identity/disabled-with-live-credentials.ts';
import { identityInteractiveUse } from './identity/interactive-use.ts';
import { identityNeverUsed } from './identity/never-used.ts';
import { identityNoOwner } from './identity/no-owner.ts';
import { identityOwnerLeft } from './identity/owner-left.ts';
import { identityPasswordInDescription } from './identity/password-in-description.ts';
import { identityReachesAcrossEnvironments } from './identity/reaches-across-environments.ts';
import { identitySharedByWorkloads } from './identity/shared-by-workloads.ts';
import { identityTwoActiveKeys } from './identity/two-active-keys.ts';
import { identityUnused } from './identity/unused.ts';
import { keyUnencrypted } from './key/unencrypted.ts';
import { keyUnrestrictedForRoot } from './key/unrestricted-for-root.ts';
import { keyWeak } from './key/weak.ts';
import { tokenInDefaultProject } from './token/in-default-project.ts';
import { tokenNoNetworkLimit } from './token/no-network-limit.ts';
import { tokenNotScoped } from './token/not-scoped.ts';
import { tokenOfAdministrator } from './token/of-administrator.ts';
import { trustAudienceMissing } from './trust/audience-missing.ts';
import { trustConfusedDeputy } from './trust/confused-deputy.ts';
import { trustDeletedPrincipal } from './trust/deleted-principal.ts';
import { trustExternalWithoutCondition } from './trust/external-without-condition.ts';
import { trustFederatedLoginBroken } from './trust/federated-login-broken.ts';
import { trustFederatedLoginTooWide } from './trust/federated-login-too-wide.ts';
import { trustPublic } from './trust/public.ts';
import { trustWebhookUnsigned } from './trust/webhook-unsigned.ts';
import { vaultLoginWithoutLimits } from './vault/login-without-limits.ts';
import { vaultTokenWithoutEnd } from './vault/token-without-end.ts';

/** Every check, sorted by id. */
export const checks: readonly AnyCheck[] = [
  accessActsAsAnyUser,
  accessAdminEquivalent,
  accessAppOnAllRepositories,
  accessAutomountedToken,
  accessClusterAdmin,
  accessDefaultServiceAccount,
  accessReadsSecrets,
  accessScopeDrift,
  accessWildcardActions,
  agentAmbientCredentials,
  agentAutoApproves,
  agentInheritsAdmin,
  agentMcpPlainHttp,
  agentMcpStaticSecret,
  agentMcpUnauthenticated,
  agentMcpUnpinnedPackage,
  agentNoOwner,
  applicationBroadScopes,
  applicationHighPrivilege,
  applicationMultiTenant,
  applicationNotApproved,
  applicationOutdatedFlow,
  applicationOwnerAddsCredentials,
  applicationRedirectsAnywhere,
  applicationRefreshForever,
  applicationSelfAuthorised,
  applicationSharedSecret,
  applicationUnverifiedPublisher,
  certificateExpired,
  certificateSelfSigned,
  certificateWeakSignature,
  certificateWildcardShared,
  ciSecretsInherit,
  ciSharedRunner,
  ciStaticCloudKey,
  ciUnpinnedAction,
  ciUntrustedCode,
  ciWriteAll,
  credentialAcrossEnvironments,
  credentialAdministers,
  credentialBoundToPerson,
  credentialClassicToken,
  credentialDeployKeyWrites,
  credentialExpiredStillActive,
  credentialExpiresSoon,
  credentialInSeveralPlaces,
  credentialLeakedStillActive,
  credentialLegacy,
  credentialLifetimeTooLong,
  credentialNoExpiry,
  credentialPersonLeft,
  credentialRootKey,
  credentialSharedByConsumers,
  credentialStaticWhereFederationFits,
  credentialTooOld,
  credentialUnused,
  credentialUserManagedKey,
  databaseReachableFromAnywhere,
  databaseServicePassword,
  databaseSuperuser,
  databaseUntypedLogin,
  databaseWeakPasswordScheme,
  directoryAsRepRoastable,
  directoryKerberoastable,
  directoryPasswordNotRequired,
  directoryProtocolTransition,
  directoryResourceDelegation,
  directoryServicePasswordOld,
  directorySuccessorTakesOver,
  directoryTemplateAnySubject,
  directoryUnconstrainedDelegation,
  exposureAtProvider,
  exposureCommittedConfiguration,
  exposureInAgentConfiguration,
  exposureInArguments,
  exposureInCi,
  exposureInEnvironmentFile,
  exposureInInfrastructureCode,
  exposureInPublicPlace,
  exposureInServiceDefinition,
  exposureInSource,
  exposureInStateFile,
  exposureReadableByOthers,
  exposureVerifiedLive,
  identityConsoleAccess,
  identityDisabledWithLiveCredentials,
  identityInteractiveUse,
  identityNeverUsed,
  identityNoOwner,
  identityOwnerLeft,
  identityPasswordInDescription,
  identityReachesAcrossEnvironments,
  identitySharedByWorkloads,
  identityTwoActiveKeys,
  identityUnused,
  keyUnencrypted,
  keyUnrestrictedForRoot,
  keyWeak,
  tokenInDefaultProject,
  tokenNoNetworkLimit,
  tokenNotScoped,
  tokenOfAdministrator,
  trustAudienceMissing,
  trustConfusedDeputy,
  trustDeletedPrincipal,
  trustExternalWithoutCondition,
  trustFederatedLoginBroken,
  trustFederatedLoginTooWide,
  trustPublic,
  trustWebhookUnsigned,
  vaultLoginWithoutLimits,
  vaultTokenWithoutEnd,
];
