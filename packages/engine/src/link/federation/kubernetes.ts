import type { PairEnd } from '@nonhuman/store';
import { hasWildcard } from './patterns.ts';
import {
  type AskedClaim,
  type IssuerFacts,
  type IssuerGrammar,
  issuerHost,
  type Presenter,
  textOf,
} from './token.ts';

/**
 * Service accounts of a cluster, whose subject is `system:serviceaccount:NAMESPACE:NAME`. Names are
 * the same in many clusters: only the issuer tells these apart.
 */
export const kubernetes: IssuerGrammar = {
  title: 'a Kubernetes cluster',
  nativeTypes: ['kubernetes-service-account'],
  reads: ['issuer', 'namespace', 'cluster'],
  signs: (issuer) =>
    /^(?:oidc\.eks\.|oidc-eks\.|container\.googleapis\.com\/|[a-z0-9-]+\.oic\.prod-aks\.azure\.com)/.test(
      issuer,
    ),
  presenterOf,
  placesIn,
};

function presenterOf(row: PairEnd, { clusterIssuers }: IssuerFacts): Presenter {
  const cluster = textOf(row, 'cluster') ?? '';
  const issuer = issuerHost(textOf(row, 'issuer') ?? clusterIssuers.get(cluster));
  const namespace = textOf(row, 'namespace') ?? row.name.split('/', 1)[0] ?? '';
  const name = row.name.slice(row.name.indexOf('/') + 1);
  const subject = `system:serviceaccount:${namespace}:${name}`;
  return {
    row,
    issuer,
    canAsk: true,
    // Without an issuer only what the account itself names is looked at.
    places: issuer === null ? [] : [subject, `system:serviceaccount:${namespace}`],
    tokens: [
      {
        when: 'in a pod',
        claims: { sub: [subject], ...(issuer === null ? {} : { iss: [`https://${issuer}`] }) },
      },
    ],
    open: issuer === null ? ['the issuer of the cluster'] : [],
  };
}

function placesIn(asked: readonly AskedClaim[]): readonly string[] | null {
  const places = asked
    .filter(({ claim }) => claim === 'sub')
    .flatMap(({ values }) => values)
    .map(placeNamed);
  const named = places.filter((place) => place !== null);
  return named.length === 0 || named.length < places.length ? null : named;
}

function placeNamed(subject: string): string | null {
  const [system, kind, namespace = '*', name = '*'] = subject.split(':');
  if (system !== 'system' || kind !== 'serviceaccount' || hasWildcard(namespace)) return null;
  const scope = `system:serviceaccount:${namespace}`;
  return hasWildcard(name) ? scope : `${scope}:${name}`;
}
