import { enrichment, type ImportKind, upsert } from '@nonhuman/connector-kit';
import type { Entitlement, Observation, Resource } from '@nonhuman/model';
import { z } from 'zod';
import { documentOf } from '../mapping/policy.ts';
import { OrganizationAccount, OrganizationPolicy, PolicyTarget } from '../schema.ts';
import { answerList, firstPage, isRecord, readAnswers } from './answers.ts';
import { holdsList } from './iam-kinds.ts';
import { type AwsState, everywhere } from './state.ts';

/** `arn:aws:organizations::<management account>:account/o-…/<id>` holds the organization's id. */
function organizationOf(item: { readonly Arn: string }): string {
  return /\/(o-[a-z0-9]+)/.exec(item.Arn)?.[1] ?? everywhere;
}

function toResource(account: OrganizationAccount): Resource {
  return {
    key: account.Arn,
    provider: 'aws',
    nativeType: 'aws-account',
    name: account.Name ?? account.Id,
    attributes: { accountId: account.Id, status: account.Status ?? 'unknown' },
  };
}

const accountLists = [
  answerList({
    member: 'Accounts',
    item: OrganizationAccount,
    listings: ['aws.accounts'],
    extent: 'all',
    scopeOf: organizationOf,
    read(account, { scopeKey, context }) {
      if (account.Name !== undefined) context.state.accountNames.set(account.Id, account.Name);
      return [upsert({ scopeKey, listing: 'aws.accounts' }, 'resource', toResource(account))];
    },
  }),
];

/** The accounts of an organization, which name the scopes of all other files. */
export const organizationAccounts: ImportKind<AwsState> = {
  id: 'aws.organization-accounts',
  title: 'Accounts of an organization',
  commands: ['aws organizations list-accounts > aws-organization-accounts.json'],
  emits: ['resource'],
  order: 1,
  recognise: (head) =>
    holdsList(head, { members: ['Accounts'], field: 'Id', emptyIn: /aws-organization-accounts/ }),
  read: (file, context) => readAnswers(file, context, accountLists),
};

/** A policy of Organizations only limits: by itself it gives nothing. */
function toEntitlement(policy: OrganizationPolicy, content?: string): Entitlement {
  const document = documentOf(content);
  return {
    key: policy.Arn,
    provider: 'aws',
    nativeType: `aws-${policy.Type.toLowerCase().replaceAll('_', '-')}`,
    name: policy.Name,
    access: 'none',
    ...(document === undefined ? {} : { document }),
    attributes: { limitsOnly: true, ...(policy.AwsManaged ? { providerManaged: true } : {}) },
  };
}

const Described = z.object({ PolicySummary: OrganizationPolicy, Content: z.string() });
const listing = 'aws.organization-policies' as const;

const policyLists = [
  answerList({
    member: 'Policies',
    item: OrganizationPolicy,
    listings: [listing],
    // Organizations lists policies by type: one answer never tells all of them.
    extent: 'one',
    scopeOf: organizationOf,
    read: (policy, { scopeKey }): Observation[] => [
      enrichment({ scopeKey, listing }, 'entitlement', toEntitlement(policy)),
    ],
  }),
  answerList({
    member: 'Policy',
    item: Described,
    listings: [listing],
    extent: 'one',
    scopeOf: (item) => organizationOf(item.PolicySummary),
    read: (item, { scopeKey }): Observation[] => [
      upsert({ scopeKey, listing }, 'entitlement', toEntitlement(item.PolicySummary, item.Content)),
    ],
  }),
];

/** Service control policies and the other policies of an organization. */
export const organizationPolicies: ImportKind<AwsState> = {
  id: 'aws.organization-policies',
  title: 'Policies of an organization',
  commands: [
    'for p in $(aws organizations list-policies --filter SERVICE_CONTROL_POLICY --query "Policies[].Id" --output text); do aws organizations describe-policy --policy-id "$p"; done > aws-organization-policies.json',
  ],
  emits: ['entitlement'],
  order: 2,
  recognise(head) {
    const page = firstPage(head);
    if (isRecord(page?.['Policy'])) return 'PolicySummary' in page['Policy'];
    const [first] = Array.isArray(page?.['Policies']) ? (page['Policies'] as unknown[]) : [];
    return isRecord(first) && 'Type' in first && 'AwsManaged' in first;
  },
  read: (file, context) => readAnswers(file, context, policyLists),
};

const Targets = z.object({ PolicyArn: z.string(), Targets: z.array(PolicyTarget) });

const targetLists = [
  answerList({
    member: '',
    item: Targets,
    listings: [listing],
    extent: 'one',
    scopeOf: (item) => organizationOf({ Arn: item.PolicyArn }),
    read: ({ PolicyArn, Targets: targets }, { scopeKey }): Observation[] =>
      targets.map((target) =>
        upsert({ scopeKey, listing }, 'grant', {
          key: `${target.Arn} has ${PolicyArn}`,
          provider: 'aws',
          principal: { type: 'group', key: target.Arn, name: target.Name ?? target.TargetId },
          entitlementKey: PolicyArn,
          on: target.Arn,
          via: null,
          conditional: false,
          attributes: { limitsOnly: true, targetType: target.Type ?? 'unknown' },
        }),
      ),
  }),
];

/** Where the policies of an organization hang. */
export const policyTargets: ImportKind<AwsState> = {
  id: 'aws.organization-policy-targets',
  title: 'Roots, units and accounts that the policies of an organization hang on',
  commands: [
    'aws organizations list-policies --filter SERVICE_CONTROL_POLICY | jq -r ".Policies[]|[.Id,.Arn]|@tsv" | while read -r id arn; do aws organizations list-targets-for-policy --policy-id "$id" | jq --arg arn "$arn" ". + {PolicyArn: \\$arn}"; done > aws-organization-policy-targets.json',
  ],
  emits: ['grant'],
  order: 3,
  recognise: (head) =>
    holdsList(head, {
      members: ['Targets'],
      field: 'TargetId',
      emptyIn: /aws-organization-policy-targets/,
    }),
  read: (file, context) => readAnswers(file, context, targetLists),
};
