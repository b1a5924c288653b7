import type { AccessLevel, Timestamp } from '@nonhuman/model';

/**
 * The words of `attributes` that checks read: the agreement between whoever collects and whoever
 * judges.
 *
 * A word that is absent, null or of another type means "not told" and makes the check that needs it
 * answer `unknown`; so a source leaves out what it cannot see and never writes `false` or an empty
 * list for it. An empty list means "told: none". No value is ever a secret.
 *
 * Beside the words, checks read some native types of identities, so that silence about a word of
 * theirs is `unknown` and not "does not concern": `mcp-server` (kind `workload`); any that ends in
 * `-workflow` (`github-actions-workflow`) or `-runner` (`gitlab-runner`); any that starts with `ad-`
 * (Active Directory: `ad-user`, `ad-computer`, `ad-gmsa`, `ad-smsa`, `ad-dmsa`,
 * `ad-certificate-authority`); `vault-approle`; `snowflake-user`. Everything else goes by kinds and words.
 *
 * What checks ask of a source, when its export shows it:
 *
 * - Active Directory: every word "of a directory account" on identities; the account's password as a
 *   credential of kind `password` with `lastRotatedAt`, and `expiresAt: never` when it is exempt from the
 *   policy's maximum age; `usageLagDays` 14 beside `lastLogonTimestamp`;
 *   `certificateTemplates` on the certificate authority.
 * - Entra, Google Workspace, Slack, Salesforce, Okta: every word "of an application"; scopes also as
 *   `scopes` of a credential of kind `oauth-grant`.
 * - Azure, GCP, AWS: `platformIdentity`, `defaultServiceAccount`, `actsAsAnyUser`; on keys
 *   `providerManaged` and `uploaded`; on federated trusts `issuer`, `subjectConditions`, `audience`,
 *   `provider`.
 * - Okta, GitLab, Databricks, OpenAI, Anthropic, Datadog, Cloudflare, Atlassian: on tokens and keys
 *   `unscoped`, `limitedTo`, `defaultProject`, `networkRestricted`, `role`, `boundToPerson`,
 *   `personRoles`, `personStatus`; on runners `runnerScope`, `runsUntagged`, `protectedOnly`.
 * - Vault: `isRoot` on root tokens, every word "of a login role" on roles.
 * - Snowflake, PostgreSQL, MySQL, MongoDB: every word "of a login"; the password as a
 *   credential with `passwordScheme`, and `expiresAt: never` when it has no end.
 * - Reports of secret scanners: `publicPlace`, `validity`, `validatedAt`, `onlyInHistory` on exposures.
 *
 * Every reader returns null for "not told" and costs one property access and one comparison.
 */

/** One condition of a trust, in one form whatever the provider: every value is one of a list. */
export interface TrustCondition {
  /**
   * The operator as AWS spells it (`StringEquals`, `StringLike`, `ForAllValues:StringLike`,
   * `StringLikeIfExists`…). Sources of other providers write `StringEquals` for an exact match
   * (Azure subjects, CEL `==`), `StringLike` for a pattern with `*` and `?`, and `Bool`,
   * `IpAddress`… where the provider has them.
   */
  readonly operator: string;
  /** The key as written, with its prefix: `token.actions.githubusercontent.com:sub`, `sts:ExternalId`, `aws:PrincipalOrgID`, `sub`. */
  readonly key: string;
  readonly values: readonly string[];
}

/** An action of a workflow that is not pinned to a full commit hash. */
export interface UnpinnedAction {
  /** As written after `uses:`. */
  readonly uses: string;
  /** 1-based; null when not told. */
  readonly line: number | null;
  /** Whether a secret or a writable token is handed to it; null when not told. */
  readonly receivesSecrets: boolean | null;
}

/** A template by which a certificate authority issues certificates that sign people or machines in. */
export interface CertificateTemplate {
  readonly name: string;
  /** Whoever enrols writes the name in the certificate (`CT_FLAG_ENROLLEE_SUPPLIES_SUBJECT`); null when not told. */
  readonly enrolleeSuppliesSubject: boolean | null;
  /** Its certificates can sign in: client authentication, smart card logon, PKINIT, any purpose or no usage at all; null when not told. */
  readonly clientAuthentication: boolean | null;
  /** Somebody must approve each request; null when not told. */
  readonly approvalRequired: boolean | null;
  /** Signatures of an enrolment agent that a request needs; null when not told. */
  readonly signaturesRequired: number | null;
  /** Principals other than administrators that may enrol (`Domain Users`, `Authenticated Users`); null when not told. */
  readonly enrollers: readonly string[] | null;
}

/** How clients of an MCP server prove themselves to it, or it to what it serves. */
export type McpAuthentication =
  | 'none'
  | 'static-env'
  | 'static-args'
  | 'static-header'
  | 'static-url'
  | 'oauth'
  | 'unknown';

/** Words of `credential.attributes`. */
export interface CredentialWords {
  /** Family of the key: `RSA`, `DSA`, `ECDSA`, `Ed25519`, `Ed448`… */
  algorithm: string;
  /** Size of the key; for elliptic curves that of the field (256 for P-256). */
  bits: number;
  /** Whether the private key lies encrypted under a passphrase. */
  encrypted: boolean;
  /** What guards a private key: `passphrase`, `security-key`, `tpm`, `none`. */
  protection: string;
  /** What the token says of itself by its form: `personal access token (classic)`. */
  tokenType: string;
  /** Of a certificate, as X.509 names it: `sha256WithRSAEncryption`, `ecdsa-with-SHA1`… */
  signatureAlgorithm: string;
  /** Of a certificate: issuer and subject are the same and it verifies under its own key. */
  selfSigned: boolean;
  /** Of a certificate: its key usages and extended key usages, e.g. `serverAuth`, `clientAuth`, `keyCertSign`. */
  usages: string[];
  /** Of a certificate: whether a name starts with `*.`. */
  wildcardNames: boolean;
  /** Belongs to the root user or account owner. */
  isRoot: boolean;
  /** Whether the provider asks for a second factor when this is used. */
  mfa: boolean;
  /** A token of the older, coarse kind (GitHub personal access token "classic"). */
  classic: boolean;
  /** Acts with the rights of a person and dies with that person's account. */
  boundToPerson: boolean;
  /** Of a deploy key: may only read. */
  readOnly: boolean;
  /** Options before an SSH authorized key, as written: `restrict`, `command="…"`, `from="…"`… Empty: told, none. */
  options: string[];
  /** A kind that the provider has replaced and advises against. */
  legacy: boolean;
  /** Whether the checksum inside the token fits: `valid`, `invalid` or `none`. */
  checksum: string;
  /**
   * Acts with whatever its holder may do: no scope, project or resource limits it (an OpenAI key with
   * all permissions, a Google API key without API restrictions). `false`: told to be limited.
   */
  unscoped: boolean;
  /** The names of what it is limited to: projects, repositories, workspaces. Empty: told, to nothing. */
  limitedTo: string[];
  /** Belongs to the default project or workspace, on which no limits of its own can be set (Anthropic, OpenAI). */
  defaultProject: boolean;
  /** Usable only from named networks (Okta network zone, Snowflake network policy, bound CIDR, allow list). */
  networkRestricted: boolean;
  /** The level that it has where it lives, as the provider writes it: `owner`, `maintainer`, `developer`. */
  role: string;
  /** Of what acts as a person: that person's administrative roles now. Empty: told, none. */
  personRoles: string[];
  /** Of what acts as a person: `active` or `left` (deactivated, deleted, suspended). */
  personStatus: string;
  /** Of a key: made, held and rotated by the provider (Google-managed keys). `false`: a customer holds it. */
  providerManaged: boolean;
  /** Of a key: its private half was made elsewhere and the public half uploaded. */
  uploaded: boolean;
  /** Consented for everyone by an administrator (Entra `AllPrincipals`, Salesforce pre-approval). */
  adminConsented: boolean;
  /** Distinct workloads, hosts or programs that present it, by name; seen in logs or sessions. */
  consumers: string[];
  /** Who tells the last use, e.g. `credential report`, `sign-in logs`. */
  usageSource: string;
  /** Up to how many days the last use is told late (AD `lastLogonTimestamp`: 14). */
  usageLagDays: number;
  /** How many days back the source looks: `lastUsedAt: never` then means "not in this window" (AWS roles: 400). */
  usageWindowDays: number;
  /** Of a password of a database: how it is stored, as the server names it: `md5`, `scram-sha-256`, `mysql_native_password`. */
  passwordScheme: string;
  /** How many times it may be used; 0: without limit (Vault `secret_id_num_uses`). */
  maxUses: number;
  /** Of a federated trust: who signs the tokens, as URL or host: `https://token.actions.githubusercontent.com`. */
  issuer: string;
  /** Of a federated trust: accepted audiences. */
  audience: string[];
  /** Of a federated trust: everything that is asked of the token. Empty: told, nothing is asked. */
  subjectConditions: TrustCondition[];
  /**
   * Of a federated trust: whose tokens these are when the issuer's address does not say it:
   * `github-actions`, `gitlab`, `kubernetes` (self-hosted), `circleci`, `bitbucket`, `buildkite`,
   * `terraform`, `azure-devops`, `google`.
   */
  provider: string;
}

/** Words of `identity.attributes`. */
export interface IdentityWords {
  /** The root user or owner of a cloud account, or the root account of a host. */
  isRoot: boolean;
  /** Whether a person may sign in interactively as it (password for a console, login shell). */
  consoleAccess: boolean;
  accountId: string;
  /** The account of a person (a personal token's holder), not one made for a machine. */
  personal: boolean;
  /** Made and run by the provider itself (AWS service-linked role, GCP service agent, Kubernetes system account). */
  providerManaged: boolean;
  /** An application installed on every repository, the future ones included. */
  allRepositories: boolean;
  /** Permission → level, as the provider writes them: `{ contents: 'write' }`. */
  permissions: Readonly<Record<string, string>>;
  /** Of a Kubernetes service account: pods get its token unless they refuse. */
  automountToken: boolean;
  /** Of a Kubernetes service account: the `default` of its namespace, or a cloud's default service account. */
  defaultServiceAccount: boolean;
  /** Of a workflow: `permissions: write-all`, or the default token may write everything. */
  writeAll: boolean;
  /** Of a workflow: may ask for an OIDC token (`id-token: write`). */
  idToken: boolean;
  /** Of a workflow: calls a reusable workflow with `secrets: inherit`. */
  secretsInherit: boolean;
  /** Of a workflow: third-party actions by tag or branch. Empty: told, none. */
  unpinnedActions: UnpinnedAction[];
  /** Of a workflow: started by others' pull requests with secrets at hand (`pull_request_target`, `workflow_run`) and checks out their code. */
  runsUntrustedCode: boolean;
  /** Of a webhook: deliveries are signed with a secret. */
  hasSecret: boolean;
  /** Of a webhook: the receiver's certificate is not verified. */
  insecureTls: boolean;
  /** Of an MCP server: `stdio`, `http` or `sse`. */
  transport: string;
  /** Of a remote MCP server or webhook: where it is, without userinfo and query. */
  url: string;
  /** Of an MCP server: the package or image that is run. */
  package: string;
  /** Of an MCP server: the package is fixed to one version or digest. Left out when it runs no package. */
  versionPinned: boolean;
  /** Of an MCP server. */
  authentication: McpAuthentication;
  /** Of a remote MCP server or webhook: unencrypted and not on this machine. */
  plainHttp: boolean;
  /** Of an agent: the program, e.g. `claude-code`, `cursor`. */
  client: string;
  /** Of an agent: may run commands or tools without asking a person. */
  autoApprove: boolean;
  /** Of an agent: credentials of its host account that every tool it starts can use without being given them. */
  ambientCredentials: number;
  /** Of an agent: the highest access that one of these credentials is told to have. */
  ambientAccess: AccessLevel;
  /** Who tells the last use, e.g. `sign-in logs`. */
  usageSource: string;
  /** Up to how many days the last use is told late (AD `lastLogonTimestamp`: 14). */
  usageLagDays: number;
  /** How many days back the source looks: `lastUsedAt: never` then means "not in this window" (AWS roles: 400). */
  usageWindowDays: number;
  /** When a person last signed in interactively as it; left out when no sign-in log was read. */
  lastInteractiveAt: Timestamp;
  /** Whether the sign-in logs that were read show a person signing in as it. */
  interactiveUse: boolean;
  /** Distinct workloads, hosts or programs that act as it, by name; seen in logs or sessions. */
  consumers: string[];
  /** What was approved for it, in the words of `permissions`, `applicationPermissions` and of scopes: `contents:write`, `Mail.Read`. */
  approvedPermissions: string[];
  /** The entitlements (roles, policies) that were approved for it, by name. */
  approvedEntitlements: string[];
  /** Credentials made, held and rotated by the platform that it runs on (Azure managed identity, GCP attached account, AWS instance role). */
  platformIdentity: boolean;
  /** May act as any person of the organisation (Google domain-wide delegation, Entra application access to all mailboxes, Salesforce JWT for pre-approved users). */
  actsAsAnyUser: boolean;
  /** With which scopes it may act as any person. */
  actsAsAnyUserScopes: string[];
  /** Usable only from named networks (Snowflake network policy, IP restriction of a connected app). `false`: from anywhere. */
  networkRestricted: boolean;
  /** Of an application: made by another organisation than the one whose data it reads. */
  thirdParty: boolean;
  /** Of an application: who made it, as shown. */
  publisher: string;
  /** Of an application: the platform has verified who publishes it. */
  publisherVerified: boolean;
  /** Of an application: an administrator of the organisation has approved it. */
  approved: boolean;
  /** Of an application: an administrator consented for everyone. */
  adminConsented: boolean;
  /** Of an application: users may let it in by themselves, without an administrator. */
  selfAuthorised: boolean;
  /** Of an application: permissions that it holds itself, without a user, by name (Graph application permissions). Empty: told, none. */
  applicationPermissions: string[];
  /** Of an application: permissions that it holds on behalf of users, by name (OAuth scopes). Empty: told, none. */
  delegatedPermissions: string[];
  /** Of an application: a redirect address is plain HTTP (not on this machine), has a wildcard, or a host that no longer resolves. */
  redirectsAnywhere: boolean;
  /** Of an application: the flows that it may use, as OAuth names them: `authorization_code`, `client_credentials`, `implicit`, `password`. */
  grantTypes: string[];
  /** Of an application: how it proves itself to the token endpoint: `client_secret_basic`, `client_secret_post`, `private_key_jwt`, `tls_client_auth`, `none`. */
  clientAuthentication: string;
  /** Ways that the provider offers it instead of a shared secret: `certificate`, `federation`, `private-key-jwt`, `key-pair`. Empty: told, none. */
  strongerAuthentication: string[];
  /** Of an application: its refresh tokens work until somebody revokes them. */
  refreshForever: boolean;
  /** Of an application: accepts accounts of any other tenant. */
  multiTenant: boolean;
  /** Who, besides administrators, may add credentials to it (Entra owners), by name. Empty: told, nobody. */
  credentialAdders: string[];
  /** Of a login: the provider's own word for what it is: `SERVICE`, `LEGACY_SERVICE`, `PERSON` (Snowflake); `unset`: told, it has none. */
  userType: string;
  /** Of a login: may sign in by password. */
  hasPassword: boolean;
  /** Of a login: passes over every permission (`rolsuper`, `ALL ON *.*`, `ACCOUNTADMIN`, `root`). */
  superuser: boolean;
  /** Of a login: the hosts that it may come from, as written; `%` and `0.0.0.0/0` are anywhere. Empty: told, none. */
  allowedHosts: string[];
  /** Of a runner: whose jobs it takes: `instance`, `organisation`, `group` or `project`. */
  runnerScope: string;
  /** Of a runner: takes jobs that name no tag. */
  runsUntagged: boolean;
  /** Of a runner: takes only jobs of protected branches and tags. */
  protectedOnly: boolean;
  /** Of a runner: a fresh machine for each job. */
  ephemeral: boolean;
  /** Of a directory account: its service principal names. Empty: told, none. */
  servicePrincipalNames: string[];
  /** Of a directory account: the directory makes and rotates its password (gMSA, sMSA, dMSA, computers). */
  managedPassword: boolean;
  /** Of a directory account: may act as anyone who signs in to it, towards everything (`TRUSTED_FOR_DELEGATION`). */
  unconstrainedDelegation: boolean;
  /** Of a directory account: a domain controller. */
  domainController: boolean;
  /** Of a directory account: services towards which it may act as others (`msDS-AllowedToDelegateTo`). Empty: told, none. */
  delegatesTo: string[];
  /** Of a directory account: may do so for people who never signed in to it (`TRUSTED_TO_AUTH_FOR_DELEGATION`). */
  protocolTransition: boolean;
  /** Of a directory account: who may act as others towards it (`msDS-AllowedToActOnBehalfOfOtherIdentity`). Empty: told, none. */
  delegatedFrom: string[];
  /** Of a directory account: `DES`, `RC4`, `AES128`, `AES256`, as set on it. Empty: told, not set, so that the domain controllers decide. */
  encryptionTypes: string[];
  /** Of a directory account: gives tickets to anyone who asks, without proof (`DONT_REQ_PREAUTH`). */
  preauthenticationNotRequired: boolean;
  /** Of a directory account: may have an empty password (`PASSWD_NOTREQD`). */
  passwordNotRequired: boolean;
  /** A description or note of it looks as if it held a password; the text itself is redacted. */
  passwordInDescription: boolean;
  /** Of a directory account that takes over others (dMSA): the accounts whose rights it gets. Empty: told, none. */
  supersedes: string[];
  /** Of a directory account: who, besides administrators, may write to it. Empty: told, nobody. */
  writableBy: string[];
  /** Of a directory account: the containers in which it may create accounts that take over others. Empty: told, none. */
  createsSuccessorsIn: string[];
  /** Of a certificate authority: what it publishes. Empty: told, none. */
  certificateTemplates: CertificateTemplate[];
  /** Of a login role (Vault): seconds that a secret for it lives; 0: for ever. */
  secretLifetimeSeconds: number;
  /** Of a login role (Vault): how many times such a secret may be used; 0: without limit. */
  secretMaxUses: number;
  /** Of a login role (Vault): networks that it may be used from. Empty: told, any. */
  boundNetworks: string[];
  /** Of a login role (Vault): the longest life of a token that it issues, in seconds; 0: the system's limit. */
  tokenMaxLifetimeSeconds: number;
  /** Of a login role (Vault): its tokens can be renewed for ever when used in time; the period in seconds, 0: no. */
  tokenPeriodSeconds: number;
}

/** Words of `entitlement.attributes`. */
export interface EntitlementWords {
  /** Everything on everything in a cluster (`cluster-admin` or its like). */
  clusterAdmin: boolean;
  /** May read the values of secrets. */
  readsSecrets: boolean;
  /** The secrets that it may read are named one by one, or lie in a folder: not all of a namespace, mount or account. */
  secretsLimited: boolean;
  /** Of a Kubernetes role: of one namespace (`Role`), not of the cluster. */
  namespaced: boolean;
}

/** Words of `delegation.attributes`. */
export interface DelegationWords {
  /** Of a federated login: who signs the tokens, as URL or host. */
  issuer: string;
  /** The account or tenant that the principal belongs to. */
  accountId: string;
  /** The principal is only the unique id of something that was deleted. */
  dangling: boolean;
  /** Of a federated login: whose tokens these are; the words of `CredentialWords.provider`. */
  provider: string;
  /** The access of what it leads to, where the source knows it. */
  toAccess: AccessLevel;
}

/** Words of `exposure.attributes`. */
export interface ExposureWords {
  /** How the reader is given the secret: `arguments`, `url`, `header`, `environment` or `file`. */
  passedIn: string;
  /** Anyone on the internet can read the place (public repository, gist, image, paste). */
  publicPlace: boolean;
  /** Whether a scanner found it to work: `active`, `inactive` or `unknown`. */
  validity: string;
  /** When the scanner tried it. */
  validatedAt: Timestamp;
  /** The secret was removed since and only the history still has it. */
  onlyInHistory: boolean;
}
