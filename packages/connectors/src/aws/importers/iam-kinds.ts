import type { FileHead, ImportKind } from '@nonhuman/connector-kit';
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
    listings: ['aws.users', 'aws.user-tags', 'aws.user-policies'],
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
    listings: [
      'aws.roles',
      'aws.role-tags',
      'aws.role-policies',
      'aws.role-trusts',
      'aws.instance-profiles',
    ],
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
  recognise: (head) =>
    // The members of one group come as a list of users, too, beside the group.
    firstPage(head)?.['Group'] === undefined &&
    holdsList(head, {
      members: ['Users', 'User'],
      field: 'UserName',
      ofIam: true,
      emptyIn: /aws-users|iam\.ListUsers_/,
    }),
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
  recognise: (head) =>
    holdsList(head, {
      members: ['Roles', 'Role'],
      field: 'RoleName',
      ofIam: true,
      emptyIn: /aws-roles|iam\.ListRoles_/,
    }),
  read: (file, context) => readAnswers(file, context, roleLists),
};

/** Those of one role look the same as all of them: only the name of the file tells. */
const allProfiles = /aws-instance-profiles|iam\.ListInstanceProfiles_/;

function profileLists(fileName: string) {
  return [
    answerList({
      member: 'InstanceProfiles',
      item: InstanceProfile,
      listings: ['aws.instance-profiles'],
      extent: allProfiles.test(fileName) ? 'all' : 'one',
      scopeOf: ofArn,
      read: readInstanceProfile,
    }),
  ];
}

/** Roles as they are offered to machines. */
export const instanceProfiles: ImportKind<AwsState> = {
  id: 'aws.instance-profiles',
  title: 'Instance profiles of an account',
  commands: ['aws iam list-instance-profiles > aws-instance-profiles.json'],
  emits: ['instance'],
  order: 33,
  recognise: (head) =>
    holdsList(head, {
      members: ['InstanceProfiles'],
      field: 'InstanceProfileName',
      emptyIn: allProfiles,
    }),
  read: (file, context) => readAnswers(file, context, profileLists(file.name)),
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
  recognise: (head) =>
    // An empty list of Organizations looks the same: only the name of the file tells.
    holdsList(head, {
      members: ['Policies'],
      field: 'PolicyId',
      ofIam: true,
      emptyIn: /aws-policies[^/]*\.json$|iam\.ListPolicies_/,
    }),
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
  recognise: (head) =>
    // An empty list of the groups of one user looks the same: only the name of the file tells.
    holdsList(head, {
      members: ['Groups'],
      field: 'GroupName',
      ofIam: true,
      emptyIn: /aws-groups|iam\.ListGroups_/,
    }),
  read: (file, context) => readAnswers(file, context, groupLists),
};

/** What tells a list of items apart from those of other services. */
export interface ListShape {
  /** The members of the answer that may hold the items. */
  readonly members: readonly string[];
  /** A field that every item carries. */
  readonly field: string;
  /** Items have an ARN of IAM: other services have users, groups and policies, too. */
  readonly ofIam?: boolean;
  /** The names of files in which an empty list is this one; any when the member is used nowhere else. */
  readonly emptyIn: RegExp | null;
}

/** Whether the page holds such a list; of a file that was cut off inside of its first item, its name tells. */
export function holdsList(head: FileHead, shape: ListShape): boolean {
  const { members, field, ofIam = false, emptyIn } = shape;
  const page = firstPage(head);
  const isNamed = emptyIn?.test(head.name) ?? true;
  return members.some((member) => {
    const value = page?.[member];
    if (Array.isArray(value) && value.length === 0) return isNamed;
    const first: unknown = Array.isArray(value) ? value[0] : value;
    if (!isRecord(first)) return false;
    const { Arn: arn } = first;
    if (!(field in first) || (ofIam && arn === undefined))
      return isNamed && (emptyIn !== null || Object.keys(first).length === 0);
    return !ofIam || (typeof arn === 'string' && /^arn:[\w-]+:iam::/.test(arn));
  });
}
