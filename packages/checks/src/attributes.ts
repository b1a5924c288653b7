import type { Credential, Delegation, Entitlement, Exposure, Identity } from '@nonhuman/model';

/**
 * The words of `attributes` that checks read: the agreement between whoever collects and whoever
 * judges.
 *
 * A word that is absent, null or of another type means "not told" and makes the check that needs it
 * answer `unknown`; so a source leaves out what it cannot see and never writes `false` or an empty
 * list for it. An empty list means "told: none". No value is ever a secret.
 *
 * Beside the words, checks read two native types of identities: `mcp-server` (kind `workload`) and any
 * that ends in `-workflow` (`github-actions-workflow`, `gitlab-ci-workflow`), so that silence about a
 * word of theirs is `unknown` and not "does not concern". Everything else goes by kinds and words.
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
  /** Of a federated trust: who signs the tokens, as URL or host: `https://token.actions.githubusercontent.com`. */
  issuer: string;
  /** Of a federated trust: accepted audiences. */
  audience: string[];
  /** Of a federated trust: everything that is asked of the token. Empty: told, nothing is asked. */
  subjectConditions: TrustCondition[];
  /** Of a federated trust: who runs the issuer, e.g. `github-actions`, `gitlab`, `kubernetes`. */
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
}

/** Words of `entitlement.attributes`. */
export interface EntitlementWords {
  /** Everything on everything in a cluster (`cluster-admin` or its like). */
  clusterAdmin: boolean;
  /** May read the values of secrets. */
  readsSecrets: boolean;
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
}

/** Words of `exposure.attributes`. */
export interface ExposureWords {
  /** How the reader is given the secret: `arguments`, `url`, `header`, `environment` or `file`. */
  passedIn: string;
}

type Reader<T> = (value: unknown) => T | null;
type Readers<Words> = { readonly [Word in keyof Words]: Reader<Words[Word]> };

const truth: Reader<boolean> = (value) => (typeof value === 'boolean' ? value : null);
const number: Reader<number> = (value) => (typeof value === 'number' ? value : null);
const text: Reader<string> = (value) => (typeof value === 'string' && value !== '' ? value : null);

function texts(value: unknown): string[] | null {
  return Array.isArray(value) && value.every((item) => typeof item === 'string') ? value : null;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function levels(value: unknown): Readonly<Record<string, string>> | null {
  if (!isRecord(value)) return null;
  const told: Record<string, string> = {};
  for (const [name, level] of Object.entries(value)) {
    if (typeof level !== 'string') return null;
    told[name] = level;
  }
  return told;
}

/** Conditions in the agreed form, or null when one of them is not: half a trust is not judged. */
export function trustConditionsOf(value: unknown): TrustCondition[] | null {
  if (!Array.isArray(value)) return null;
  const conditions: TrustCondition[] = [];
  for (const item of value as readonly unknown[]) {
    if (!isRecord(item)) return null;
    const operator = text(item['operator']);
    const key = text(item['key']) ?? text(item['claim']);
    const values = texts(item['values']);
    if (operator === null || key === null || values === null) return null;
    conditions.push({ operator, key, values });
  }
  return conditions;
}

function unpinned(value: unknown): UnpinnedAction[] | null {
  if (!Array.isArray(value)) return null;
  const actions: UnpinnedAction[] = [];
  for (const item of value as readonly unknown[]) {
    const uses = isRecord(item) ? text(item['uses']) : null;
    if (!isRecord(item) || uses === null) return null;
    actions.push({
      uses,
      line: number(item['line']),
      receivesSecrets: truth(item['receivesSecrets']),
    });
  }
  return actions;
}

const authentications: ReadonlySet<unknown> = new Set<McpAuthentication>([
  'none',
  'static-env',
  'static-args',
  'static-header',
  'static-url',
  'oauth',
  'unknown',
]);

function authentication(value: unknown): McpAuthentication | null {
  return isAuthentication(value) ? value : null;
}

function isAuthentication(value: unknown): value is McpAuthentication {
  return authentications.has(value);
}

/** One string or several: sources may write either. */
function oneOrMore(value: unknown): string[] | null {
  return typeof value === 'string' ? [value] : texts(value);
}

const credentialReaders: Readers<CredentialWords> = {
  algorithm: text,
  bits: number,
  encrypted: truth,
  protection: text,
  tokenType: text,
  signatureAlgorithm: text,
  selfSigned: truth,
  usages: texts,
  wildcardNames: truth,
  isRoot: truth,
  mfa: truth,
  classic: truth,
  boundToPerson: truth,
  readOnly: truth,
  options: texts,
  legacy: truth,
  checksum: text,
  issuer: text,
  audience: oneOrMore,
  subjectConditions: trustConditionsOf,
  provider: text,
};

const identityReaders: Readers<IdentityWords> = {
  isRoot: truth,
  consoleAccess: truth,
  accountId: text,
  personal: truth,
  providerManaged: truth,
  allRepositories: truth,
  permissions: levels,
  automountToken: truth,
  defaultServiceAccount: truth,
  writeAll: truth,
  idToken: truth,
  secretsInherit: truth,
  unpinnedActions: unpinned,
  runsUntrustedCode: truth,
  hasSecret: truth,
  insecureTls: truth,
  transport: text,
  url: text,
  package: text,
  versionPinned: truth,
  authentication,
  plainHttp: truth,
  client: text,
  autoApprove: truth,
  ambientCredentials: number,
};

const entitlementReaders: Readers<EntitlementWords> = {
  clusterAdmin: truth,
  readsSecrets: truth,
  namespaced: truth,
};

const delegationReaders: Readers<DelegationWords> = {
  issuer: text,
  accountId: text,
  dangling: truth,
};

const exposureReaders: Readers<ExposureWords> = { passedIn: text };

/** What the credential's source tells by that word; null when it does not. */
export function credentialFact<Word extends keyof CredentialWords>(
  credential: Credential,
  word: Word,
): CredentialWords[Word] | null {
  return credentialReaders[word](credential.attributes?.[word]);
}

/** What the identity's source tells by that word; null when it does not. */
export function identityFact<Word extends keyof IdentityWords>(
  identity: Identity,
  word: Word,
): IdentityWords[Word] | null {
  return identityReaders[word](identity.attributes?.[word]);
}

/** What the entitlement's source tells by that word; null when it does not. */
export function entitlementFact<Word extends keyof EntitlementWords>(
  entitlement: Entitlement,
  word: Word,
): EntitlementWords[Word] | null {
  return entitlementReaders[word](entitlement.attributes?.[word]);
}

/** What the delegation's source tells by that word; null when it does not. */
export function delegationFact<Word extends keyof DelegationWords>(
  delegation: Delegation,
  word: Word,
): DelegationWords[Word] | null {
  return delegationReaders[word](delegation.attributes?.[word]);
}

/** What the exposure's source tells by that word; null when it does not. */
export function exposureFact<Word extends keyof ExposureWords>(
  exposure: Exposure,
  word: Word,
): ExposureWords[Word] | null {
  return exposureReaders[word](exposure.attributes?.[word]);
}
