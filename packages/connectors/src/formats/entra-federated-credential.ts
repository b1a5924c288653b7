import { toldAttributes } from '@nonhuman/connector-kit';
import { type Attributes, type Credential, type Delegation, never, unknown } from '@nonhuman/model';

/** One thing that is asked of a token, in the agreed form. */
interface AskedOfToken {
  readonly operator: 'StringEquals' | 'StringLike';
  readonly key: string;
  readonly values: string[];
}

/** That tokens of an issuer sign in as an application or managed identity. */
export interface FederatedTrust {
  /** Unique among all trusts of the provider. */
  readonly key: string;
  readonly provider: 'entra' | 'azure';
  readonly identityKey: string;
  readonly name: string;
  readonly issuer: string;
  readonly subject: string | null;
  readonly audiences: readonly string[] | null;
  /** A flexible expression instead of a subject. */
  readonly expression: string | null;
  readonly description?: string | null;
}

/** The trust as a credential without a secret. */
export function trustToCredential(trust: FederatedTrust): Credential {
  return {
    key: trust.key,
    provider: trust.provider,
    identityKey: trust.identityKey,
    kind: 'federated-trust',
    nativeType: 'entra-federated-credential',
    name: trust.name,
    status: 'active',
    createdAt: unknown('a federated credential does not tell when it was made'),
    expiresAt: never,
    lastUsedAt: unknown('the sign-in logs tell which federated credential was used, no list does'),
    lastRotatedAt: never,
    attributes: factsOf(trust),
  };
}

/** Who may sign in by it. */
export function trustToDelegation(trust: FederatedTrust): Delegation {
  const conditions = conditionsOf(trust);
  return {
    key: `${trust.key}#login`,
    provider: trust.provider,
    kind: 'federated-login',
    from: {
      type: 'external',
      key: trust.issuer,
      name: trust.subject ?? trust.expression ?? trust.issuer,
    },
    to: { type: 'identity', key: trust.identityKey },
    conditional: true,
    ...(conditions ? { conditions: plain(conditions) } : {}),
    attributes: { issuer: trust.issuer },
  };
}

function factsOf(trust: FederatedTrust): Attributes {
  const conditions = conditionsOf(trust);
  return toldAttributes({
    issuer: trust.issuer,
    subject: trust.subject,
    audience: trust.audiences ? [...trust.audiences] : undefined,
    expression: trust.expression,
    subjectConditions: conditions ? plain(conditions) : undefined,
    description: trust.description,
  });
}

function plain(conditions: readonly AskedOfToken[]) {
  return conditions.map(({ operator, key, values }) => ({ operator, key, values: [...values] }));
}

/** Everything that is asked of the token; null when the expression is not understood. */
function conditionsOf({ subject, expression }: FederatedTrust): AskedOfToken[] | null {
  if (expression !== null) return expressionConditions(expression);
  return subject === null ? null : [{ operator: 'StringEquals', key: 'sub', values: [subject] }];
}

const clause = /^claims\['([\w./:-]+)'\] (eq|matches) '((?:[^'\\]|\\.|'')*)'$/;

/**
 * Reads the language of flexible federated credentials: comparisons of claims with a text (`eq`) or
 * a pattern (`matches`), joined by `and`. Null for anything else, so that half a trust is not judged.
 *
 * @see https://learn.microsoft.com/entra/workload-id/workload-identities-flexible-federated-identity-credentials
 */
export function expressionConditions(expression: string): AskedOfToken[] | null {
  const conditions: AskedOfToken[] = [];
  for (const part of expression.trim().split(/\s+and\s+(?=claims\[)/)) {
    const [, key, operator, value] = clause.exec(part.trim()) ?? [];
    if (key === undefined || value === undefined) return null;
    conditions.push({
      operator: operator === 'eq' ? 'StringEquals' : 'StringLike',
      key,
      values: [value.replaceAll("''", "'")],
    });
  }
  return conditions;
}
