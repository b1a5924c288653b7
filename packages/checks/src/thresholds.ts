/**
 * What every limit of every check means, by `<check>.<limit>`. Defaults and what a limit may be stand
 * in the check itself; the workspace changes them by `nonhuman config <check>.<limit> <value>`.
 */
export const thresholds: Readonly<Record<string, string>> = {
  'access-wildcard-actions.allowReading': 'Wildcards that only read are accepted.',
  'agent-ambient-credentials.maxCredentials':
    'Credentials of its host account that an agent may inherit.',
  'agent-no-owner.minConfidence':
    'From this confidence on (0 to 1) an inferred owner counts for an agent.',
  'application-broad-scopes.alsoBroad':
    'More scopes that count as broad; a trailing * stands for any end.',
  'application-high-privilege.acceptedPermissions':
    'Permissions over the whole tenant that are accepted.',
  'application-unverified-publisher.knownPublishers':
    'Publishers that you know although the platform has not verified them.',
  'certificate-wildcard-shared.maxPlaces': 'Places in which one wildcard certificate may lie.',
  'ci-unpinned-action.trustedOwners': 'Owners whose actions need no pin.',
  'credential-expires-soon.warnDays': 'Days before its end from which a credential is told.',
  'credential-expires-soon.certificateWarnDays': 'The same for certificates.',
  'credential-expires-soon.urgentDays': 'Days before the end from which it is high.',
  'credential-in-several-places.maxPlaces': 'Places in which one secret may lie.',
  'credential-lifetime-too-long.maxRemainingDays': 'Days ahead beyond which an end date is none.',
  'credential-shared-by-consumers.maxConsumers': 'Programs that may present one credential.',
  'credential-static-where-federation-fits.federatingProviders':
    'Providers that accept tokens of pipelines, clusters and other clouds.',
  'credential-too-old.maxAgeDays': 'Days after which a static credential must be replaced.',
  'credential-too-old.highFromDays': 'Days from which on that is high.',
  'credential-unused.windowDays': 'Days without use after which a credential counts as unused.',
  'credential-unused.grantWindowDays': 'The same for OAuth grants of people.',
  'credential-unused.certificateWindowDays': 'The same for certificates and federated trusts.',
  'directory-kerberoastable.unsetMeansRc4':
    'Domain controllers give RC4 tickets for accounts on which no type is set.',
  'directory-protocol-transition.allowKerberosOnly':
    'Delegation to named services by Kerberos only is accepted.',
  'directory-resource-delegation.acceptedDelegates':
    'Accounts that may act for others by decision.',
  'directory-service-password-old.maxAgeDays':
    'Days after which the password of a directory service account must be replaced.',
  'directory-service-password-old.highFromDays': 'Days from which on that is high.',
  'directory-template-any-subject.acceptedEnrollers':
    'Groups that may enrol under any name by decision.',
  'exposure-verified-live.validForDays': 'Days for which "it did not work" is believed.',
  'identity-interactive-use.windowDays': 'How far back a sign-in of a person counts.',
  'identity-never-used.graceDays': 'Days that a new identity may wait for its first use.',
  'identity-no-owner.minConfidence': 'From this confidence on (0 to 1) an inferred owner counts.',
  'identity-shared-by-workloads.maxWorkloads': 'Workloads that may run as one identity.',
  'identity-two-active-keys.overlapDays': 'Days that a rotation may keep both keys.',
  'identity-two-active-keys.manyKeys': 'Keys from which on it is high.',
  'identity-unused.windowDays': 'Days without use after which an identity counts as unused.',
  'identity-unused.roleWindowDays': 'The same for roles, which serve rare jobs.',
  'identity-unused.agentWindowDays': 'The same for agents.',
  'identity-unused.databaseWindowDays': 'The same for database logins.',
  'key-weak.minRsaBits': 'Bits that an RSA or DSA key needs.',
  'key-weak.minEllipticBits': 'Bits that a key on an elliptic curve needs.',
  'token-not-scoped.fullScopes': 'Scopes that stand for everything.',
  'trust-confused-deputy.services': 'Services of the cloud that tell for whom they call.',
  'trust-external-without-condition.trustedAccounts':
    'Your own accounts, which need no external id between them.',
  'trust-federated-login-too-wide.allowWholeProject':
    'Every branch, tag and pull request of one repository may log in.',
  'vault-login-without-limits.maxSecretLifetimeDays': 'Days that a secret id may live.',
  'vault-token-without-end.maxTokenLifetimeDays': 'Days that a token of a role may live.',
};
