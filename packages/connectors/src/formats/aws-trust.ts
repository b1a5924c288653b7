import type { Principal } from '@nonhuman/model';
import {
  type PolicyCondition,
  type PolicyPrincipal,
  type PolicyStatement,
  readPolicy,
} from './aws-policy.ts';

/** That a principal may become a role, and under which conditions. */
export interface RoleTrust {
  /**
   * `identity`: a user or role by ARN. `group`: every principal of the role's own account.
   * `external`: another account, an identity provider, or a deleted principal. `service`, `public`.
   */
  readonly principal: Principal;
  readonly kind: 'assume-role' | 'federated-login';
  readonly conditional: boolean;
  /** As written; those of a `Deny` that hits this principal have their operator prefixed `Deny:`. */
  readonly conditions: readonly PolicyCondition[];
  /** Who signs the tokens of a federated login, as URL; absent for SAML. */
  readonly issuer?: string;
  /** The account of the principal, when it tells one. */
  readonly accountId?: string;
  /** The principal is only the unique id of something that was deleted; nobody can use it. */
  readonly dangling?: true;
}

const assuming = /^(?:\*|sts:\*|sts:a[a-z*]*\*|sts:assumerole(?:with(?:saml|webidentity))?)$/i;

/**
 * Who may assume a role, from its trust policy in any form that `readPolicy` takes; null when it is
 * no policy.
 *
 * `account` is the role's own account id when known: its root principal is then a `group`, not
 * `external`.
 */
export function trustOf(document: unknown, account: string | null = null): RoleTrust[] | null {
  const statements = readPolicy(document);
  if (!statements) return null;
  const denies = statements.filter(({ effect }) => effect === 'Deny').filter(isAssuming);
  return statements
    .filter(({ effect }) => effect === 'Allow')
    .filter(isAssuming)
    .flatMap((statement) => trustsOf(statement, account))
    .flatMap((trust) => afterDenies(trust, denies, account));
}

function isAssuming({ actions, notActions }: PolicyStatement): boolean {
  if (notActions.length > 0) return !notActions.some((action) => assuming.test(action));
  return actions.some((action) => assuming.test(action));
}

function trustsOf(statement: PolicyStatement, account: string | null): RoleTrust[] {
  const { conditions, principals, notPrincipals } = statement;
  const conditional = conditions.length > 0;
  if (notPrincipals.length > 0) {
    const excepted = notPrincipals.map(({ value }) => value).join(', ');
    const principal = { type: 'public', key: '*', name: `everybody but ${excepted}` } as const;
    return [{ principal, kind: 'assume-role', conditional, conditions }];
  }
  return principals.map((named) => ({
    ...principalOf(named, account),
    ...issuerByConditions(named, conditions),
    kind: named.kind === 'Federated' ? 'federated-login' : 'assume-role',
    conditional,
    conditions,
  }));
}

type Named = Pick<RoleTrust, 'principal' | 'issuer' | 'accountId' | 'dangling'>;

function principalOf({ kind, value }: PolicyPrincipal, account: string | null): Named {
  if (value === '*') return { principal: { type: 'public', key: '*', name: 'everybody' } };
  if (kind === 'Service') return { principal: { type: 'service', key: value, name: value } };
  if (kind === 'Federated') return federated(value);
  return kind === 'AWS' ? awsPrincipal(value, account) : external(value, value);
}

function external(key: string, name: string): Named {
  return { principal: { type: 'external', key, name } };
}

function federated(value: string): Named {
  const [, accountId, kind, name] = /^arn:[\w-]+:iam::(\d*):([\w-]+)\/(.+)$/.exec(value) ?? [];
  const issuer = name === undefined ? value : name;
  const isSaml = kind === 'saml-provider';
  return {
    ...external(value, issuer),
    ...(isSaml || value.includes('${') ? {} : { issuer: `https://${issuer}` }),
    ...(accountId ? { accountId } : {}),
  };
}

/** A template names its identity provider by a variable; the keys of its conditions begin with the issuer. */
function issuerByConditions(
  { kind, value }: PolicyPrincipal,
  conditions: readonly PolicyCondition[],
): Pick<RoleTrust, 'issuer'> {
  if (kind !== 'Federated' || !value.includes('${')) return {};
  const issuers = conditions.map(
    ({ key }) => /^([\w-]+(?:\.[\w-]+)+(?:\/[^:]*)?):\w+$/.exec(key)?.[1],
  );
  const issuer = issuers.find((one) => one !== undefined);
  return issuer === undefined ? {} : { issuer: `https://${issuer}` };
}

function awsPrincipal(value: string, account: string | null): Named {
  if (/^A[A-Z]{3}[A-Z0-9]{12,}$/.test(value)) {
    return { ...external(value, `deleted principal ${value}`), dangling: true };
  }
  const [, partition = 'aws', ofArn, resource = 'root'] =
    /^arn:([\w-]+):(?:iam|sts)::([^:]*):(.+)$/.exec(value) ?? [];
  const accountId = /^\d{12}$/.test(value) ? value : ofArn;
  if (accountId === undefined) return external(value, value);
  const isAccount = /^\d{12}$/.test(accountId);
  if (resource === 'root') {
    const key = `arn:${partition}:iam::${accountId}:root`;
    const type = accountId === account ? 'group' : 'external';
    const name = `every principal of account ${accountId}`;
    return { principal: { type, key, name }, ...(isAccount ? { accountId } : {}) };
  }
  const [, role, session] = /^assumed-role\/([^/]+)\/(.+)$/.exec(resource) ?? [];
  const key = role ? `arn:${partition}:iam::${accountId}:role/${role}` : value;
  const name = role ? `${role} (session ${session})` : resource.replace(/^\w[\w-]*\//, '');
  return { principal: { type: 'identity', key, name }, ...(isAccount ? { accountId } : {}) };
}

/** An unconditioned `Deny` of the principal ends the trust; a conditioned one narrows it. */
function afterDenies(
  trust: RoleTrust,
  denies: readonly PolicyStatement[],
  account: string | null,
): RoleTrust[] {
  const hits = denies.filter(({ principals }) =>
    principals.some((named) => {
      const { key } = principalOf(named, account).principal;
      return key === '*' || key === trust.principal.key;
    }),
  );
  if (hits.some(({ conditions }) => conditions.length === 0)) return [];
  if (hits.length === 0) return [trust];
  const narrowing = hits.flatMap(({ conditions }) =>
    conditions.map((condition) => ({ ...condition, operator: `Deny:${condition.operator}` })),
  );
  return [{ ...trust, conditional: true, conditions: [...trust.conditions, ...narrowing] }];
}
