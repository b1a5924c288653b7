import { type ImportKind, upsert } from '@nonhuman/connector-kit';
import type { Resource } from '@nonhuman/model';
import { z } from 'zod';
import { accountOf } from '../mapping/arn.ts';
import { observedTime } from '../mapping/moment.ts';
import { Moment, OidcProvider } from '../schema.ts';
import { answerList, firstPage, readAnswers } from './answers.ts';
import { holdsList } from './iam-kinds.ts';
import { type AwsState, everywhere } from './state.ts';

const ListedProvider = z.object({ Arn: z.string(), ValidUntil: Moment.optional() });
const scopeOf = (item: { readonly Arn?: string | undefined }) =>
  (item.Arn === undefined ? null : accountOf(item.Arn)) ?? everywhere;

function toResource(arn: string, audiences?: readonly string[]): Resource {
  const isSaml = arn.includes(':saml-provider/');
  return {
    key: arn,
    provider: 'aws',
    nativeType: isSaml ? 'aws-saml-provider' : 'aws-oidc-provider',
    name: arn.slice(arn.indexOf('-provider/') + 10),
    ...(audiences ? { attributes: { audiences: [...audiences] } } : {}),
  };
}

function providerList(member: string, listing: 'aws.oidc-providers' | 'aws.saml-providers') {
  return answerList({
    member,
    item: ListedProvider,
    listings: [listing],
    extent: 'all',
    scopeOf,
    read({ Arn, ValidUntil }, { scopeKey, context }) {
      if (ValidUntil !== undefined)
        context.state.validUntil.set(Arn, observedTime(ValidUntil, 'its end is no date'));
      return [upsert({ scopeKey, listing }, 'resource', toResource(Arn))];
    },
  });
}

const oidcList = providerList('OpenIDConnectProviderList', 'aws.oidc-providers');
const samlList = providerList('SAMLProviderList', 'aws.saml-providers');

/** OIDC providers that roles may trust. */
export const oidcProviders: ImportKind<AwsState> = {
  id: 'aws.oidc-providers',
  title: 'OIDC providers of an account',
  commands: ['aws iam list-open-id-connect-providers > aws-oidc-providers.json'],
  emits: ['resource'],
  order: 5,
  recognise: (head) =>
    holdsList(head, { members: ['OpenIDConnectProviderList'], field: 'Arn', emptyIn: null }),
  read: (file, context) => readAnswers(file, context, [oidcList]),
};

/** SAML providers that roles may trust. */
export const samlProviders: ImportKind<AwsState> = {
  id: 'aws.saml-providers',
  title: 'SAML providers of an account',
  commands: ['aws iam list-saml-providers > aws-saml-providers.json'],
  emits: ['resource'],
  order: 5,
  recognise: (head) =>
    holdsList(head, { members: ['SAMLProviderList'], field: 'Arn', emptyIn: null }),
  read: (file, context) => readAnswers(file, context, [samlList]),
};

const detailLists = [
  answerList({
    member: '',
    item: OidcProvider,
    listings: ['aws.oidc-providers'],
    extent: 'one',
    scopeOf,
    read(provider, { scopeKey, context }) {
      const { Arn, Url, ClientIDList } = provider;
      if (Arn === undefined) {
        // Without its ARN the audiences hold for every account of the run; they are the provider's own.
        context.state.audiencesByHost.set(Url.replace(/^https:\/\//, ''), ClientIDList);
        return [];
      }
      context.state.audiences.set(Arn, ClientIDList);
      return [
        upsert(
          { scopeKey, listing: 'aws.oidc-providers' },
          'resource',
          toResource(Arn, ClientIDList),
        ),
      ];
    },
  }),
];

/** The audiences that OIDC providers accept. */
export const oidcProvider: ImportKind<AwsState> = {
  id: 'aws.oidc-provider',
  title: 'Audiences of each OIDC provider',
  commands: [
    'for a in $(aws iam list-open-id-connect-providers --query "OpenIDConnectProviderList[].Arn" --output text); do aws iam get-open-id-connect-provider --open-id-connect-provider-arn "$a" | jq --arg a "$a" ". + {Arn: \\$a}"; done > aws-oidc-provider-details.json',
  ],
  emits: ['resource'],
  order: 4,
  recognise(head) {
    const page = firstPage(head);
    return page !== null && 'Url' in page && ('ClientIDList' in page || 'ThumbprintList' in page);
  },
  read: (file, context) => readAnswers(file, context, detailLists),
};
