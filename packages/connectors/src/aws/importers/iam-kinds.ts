import type { ImportKind } from '@nonhuman/connector-kit';
import { accountOf } from '../mapping/arn.ts';
import { Group, InstanceProfile, ManagedPolicy, Role, User } from '../schema.ts';
import { answerList, firstPage, isRecord, readAnswers } from './answers.ts';
import {
  readGroup,
  readInstanceProfile,
  readManagedPolicy,
  readRole,
  readUser,
} from './principals.ts';
import { type AwsState, everywhere } from './state.ts';

const ofArn = (item: { readonly Arn?: string | undefined }) => accountOf(item.Arn ?? '');
const ofPolicy = (item: { readonly Arn: string }) => accountOf(item.Arn) ?? everywhere;

const detailLists = [
  answerList({
    member: 'UserDetailList',
    item: User,
    listings: ['aws.users', 'aws.user-policies'],
    extent: 'if-any',
    scopeOf: ofArn,
    read: readUser,
  }),
  answerList({
    member: 'GroupDetailList',
    item: Group,
    listings: ['aws.group-policies'],
    extent: 'if-any',
    scopeOf: ofArn,
    read: readGroup,
  }),
  answerList({
    member: 'RoleDetailList',
    item: Role,
    listings: ['aws.roles', 'aws.role-policies', 'aws.role-trusts', 'aws.instance-profiles'],
    extent: 'if-any',
    scopeOf: ofArn,
    read: readRole,
  }),
  answerList({
    member: 'Policies',
    item: ManagedPolicy,
    listings: ['aws.policies'],
    extent: 'if-any',
    scopeOf: ofPolicy,
    read: readManagedPolicy,
  }),
];

/** Users, groups, roles and policies of an account in one answer. */
export const authorizationDetails: ImportKind<AwsState> = {
  id: 'aws.account-authorization-details',
  title: 'Users, groups, roles and policies of an account',
  commands: ['aws iam get-account-authorization-details > aws-authorization-details.json'],
  emits: ['identity', 'entitlement', 'grant', 'delegation', 'credential', 'instance', 'ownership'],
  order: 30,
  recognise(head) {
    const page = firstPage(head);
    if (page === null) return false;
    if (['UserDetailList', 'GroupDetailList', 'RoleDetailList'].some((name) => name in page))
      return true;
    const [policy] = Array.isArray(page['Policies']) ? (page['Policies'] as unknown[]) : [];
    return isRecord(policy) && 'PolicyVersionList' in policy;
  },
  read: (file, context) => readAnswers(file, context, detailLists),
};

const userLists = [
  answerList({
    member: 'Users',
    item: User,
    listings: ['aws.users'],
    extent: 'all',
    scopeOf: ofArn,
    read: readUser,
  }),
  answerList({
    member: 'User',
    item: User,
    listings: ['aws.users'],
    extent: 'one',
    scopeOf: ofArn,
    read: readUser,
  }),
];

/** Users without their policies. */
export const users: ImportKind<AwsState> = {
  id: 'aws.users',
  title: 'Users of an account',
  commands: ['aws iam list-users > aws-users.json'],
  emits: ['identity', 'ownership'],
  order: 31,
  recognise: (head) => hasMember(firstPage(head), ['Users', 'User'], 'UserName'),
  read: (file, context) => readAnswers(file, context, userLists),
};

const roleLists = [
  answerList({
    member: 'Roles',
    item: Role,
    listings: ['aws.roles', 'aws.role-trusts'],
    extent: 'all',
    scopeOf: ofArn,
    read: readRole,
  }),
  answerList({
    member: 'Role',
    item: Role,
    listings: ['aws.roles'],
    extent: 'one',
    scopeOf: ofArn,
    read: readRole,
  }),
];

/** Roles without their policies; single roles carry their last use. */
export const roles: ImportKind<AwsState> = {
  id: 'aws.roles',
  title: 'Roles of an account',
  commands: ['aws iam list-roles > aws-roles.json'],
  emits: ['identity', 'delegation', 'credential', 'ownership'],
  order: 32,
  recognise: (head) => hasMember(firstPage(head), ['Roles', 'Role'], 'RoleName'),
  read: (file, context) => readAnswers(file, context, roleLists),
};

const profileLists = [
  answerList({
    member: 'InstanceProfiles',
    item: InstanceProfile,
    listings: ['aws.instance-profiles'],
    extent: 'all',
    scopeOf: ofArn,
    read: readInstanceProfile,
  }),
];

/** Roles as they are offered to machines. */
export const instanceProfiles: ImportKind<AwsState> = {
  id: 'aws.instance-profiles',
  title: 'Instance profiles of an account',
  commands: ['aws iam list-instance-profiles > aws-instance-profiles.json'],
  emits: ['instance'],
  order: 33,
  recognise: (head) => hasMember(firstPage(head), ['InstanceProfiles'], 'InstanceProfileName'),
  read: (file, context) => readAnswers(file, context, profileLists),
};

const policyLists = [
  answerList({
    member: 'Policies',
    item: ManagedPolicy,
    listings: ['aws.policies'],
    extent: 'all',
    scopeOf: ofPolicy,
    read: readManagedPolicy,
  }),
];

/** Customer-managed policies without their documents: proves which there are. */
export const policies: ImportKind<AwsState> = {
  id: 'aws.policies',
  title: 'Customer-managed policies of an account',
  commands: ['aws iam list-policies --scope Local > aws-policies.json'],
  emits: ['entitlement'],
  order: 34,
  recognise(head) {
    const page = firstPage(head);
    const isEmpty = Array.isArray(page?.['Policies']) && page['Policies'].length === 0;
    // An empty list of Organizations looks the same: only the name of the file tells.
    if (isEmpty) return /aws-policies[^/]*\.json$/.test(head.name);
    return hasMember(page, ['Policies'], 'PolicyId');
  },
  read: (file, context) => readAnswers(file, context, policyLists),
};

const groupLists = [
  answerList({
    member: 'Groups',
    item: Group,
    listings: ['aws.group-policies'],
    extent: 'if-empty',
    scopeOf: ofArn,
    read: () => [],
  }),
];

/** Groups without their policies: proves that there are none. */
export const groups: ImportKind<AwsState> = {
  id: 'aws.groups',
  title: 'Groups of an account',
  commands: ['aws iam list-groups > aws-groups.json'],
  emits: ['grant', 'entitlement'],
  order: 35,
  recognise: (head) => hasMember(firstPage(head), ['Groups'], 'GroupName'),
  read: (file, context) => readAnswers(file, context, groupLists),
};

/** Whether the page holds one of the members, with items that carry the field or none at all. */
export function hasMember(
  page: Record<string, unknown> | null,
  members: readonly string[],
  field: string,
): boolean {
  return members.some((member) => {
    const value = page?.[member];
    const first: unknown = Array.isArray(value) ? value[0] : value;
    if (Array.isArray(value) && value.length === 0) return true;
    return isRecord(first) && (Object.keys(first).length === 0 || field in first);
  });
}
