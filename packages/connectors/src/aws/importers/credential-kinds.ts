import type { ImportKind } from '@nonhuman/connector-kit';
import { awsAccountIdOf } from '@nonhuman/secrets';
import { z } from 'zod';
import { toOtherCredential } from '../mapping/access-key.ts';
import { AccessKey, AccessKeyLastUsed, Moment } from '../schema.ts';
import { answerList, firstPage, type ItemPlace, readAnswers } from './answers.ts';
import { holdsList } from './iam-kinds.ts';
import type { AwsContext, AwsState } from './state.ts';

/** The account is often told by no field; the other files tell it, at the end. */
const later = () => null;

const keyLists = [
  answerList({
    member: 'AccessKeyMetadata',
    item: AccessKey,
    listings: ['aws.access-keys'],
    extent: 'one',
    scopeOf: later,
    read(key, { context }) {
      context.state.accessKeys.set(key.AccessKeyId, key);
      return [];
    },
  }),
];

/** The access keys of users, with their ids. */
export const accessKeys: ImportKind<AwsState> = {
  id: 'aws.access-keys',
  title: 'Access keys of each user',
  commands: [
    'for u in $(aws iam list-users --query "Users[].UserName" --output text); do aws iam list-access-keys --user-name "$u"; done > aws-access-keys.json',
  ],
  emits: ['credential'],
  order: 20,
  recognise: (head) =>
    holdsList(head, { members: ['AccessKeyMetadata'], field: 'AccessKeyId', emptyIn: null }),
  read: (file, context) => readAnswers(file, context, keyLists),
};

const useLists = [
  answerList({
    member: '',
    item: AccessKeyLastUsed,
    listings: ['aws.access-keys'],
    extent: 'one',
    scopeOf: later,
    read(used, { file, context }) {
      context.state.keyUses.push({ fileName: file.name, used });
      return [];
    },
  }),
];

/** When access keys were last used. */
export const accessKeyUses: ImportKind<AwsState> = {
  id: 'aws.access-key-last-used',
  title: 'Last use of each access key',
  commands: [
    'for k in $(jq -r ".AccessKeyMetadata[].AccessKeyId" aws-access-keys.json); do aws iam get-access-key-last-used --access-key-id "$k" | jq --arg k "$k" ". + {AccessKeyId: \\$k}"; done > aws-access-key-last-used.json',
  ],
  emits: ['credential'],
  order: 21,
  recognise: (head) => firstPage(head)?.['AccessKeyLastUsed'] !== undefined,
  read: (file, context) => readAnswers(file, context, useLists),
};

const SshKey = z.object({
  UserName: z.string(),
  SSHPublicKeyId: z.string(),
  Status: z.string().optional(),
  UploadDate: Moment.optional(),
});
const ServiceCredential = z.object({
  UserName: z.string(),
  ServiceSpecificCredentialId: z.string(),
  ServiceName: z.string(),
  ServiceUserName: z.string().optional(),
  Status: z.string().optional(),
  CreateDate: Moment.optional(),
});
const SigningCertificate = z.object({
  UserName: z.string(),
  CertificateId: z.string(),
  Status: z.string().optional(),
  UploadDate: Moment.optional(),
});

function remember(
  context: AwsContext,
  of: Omit<Parameters<typeof toOtherCredential>[0], 'holderArn'> & {
    readonly listing: 'aws.ssh-keys' | 'aws.service-credentials' | 'aws.signing-certificates';
    readonly userName: string;
  },
): [] {
  context.state.ofNamedUsers.push({
    listing: of.listing,
    userName: of.userName,
    account: awsAccountIdOf(of.id),
    toCredential: (holderArn) => toOtherCredential({ ...of, holderArn }),
  });
  return [];
}

const otherLists = [
  answerList({
    member: 'SSHPublicKeys',
    item: SshKey,
    listings: ['aws.ssh-keys'],
    extent: 'one',
    scopeOf: later,
    read: (key, { context }: ItemPlace) =>
      remember(context, {
        listing: 'aws.ssh-keys',
        userName: key.UserName,
        kind: 'ssh-key',
        nativeType: 'aws-ssh-public-key',
        id: key.SSHPublicKeyId,
        name: `SSH key of ${key.UserName}`,
        status: key.Status,
        createdAt: key.UploadDate,
        attributes: {},
      }),
  }),
  answerList({
    member: 'ServiceSpecificCredentials',
    item: ServiceCredential,
    listings: ['aws.service-credentials'],
    extent: 'one',
    scopeOf: later,
    read: (one, { context }: ItemPlace) =>
      remember(context, {
        listing: 'aws.service-credentials',
        userName: one.UserName,
        kind: 'password',
        nativeType: 'aws-service-credential',
        id: one.ServiceSpecificCredentialId,
        name: `${one.ServiceName} password of ${one.UserName}`,
        status: one.Status,
        createdAt: one.CreateDate,
        attributes: {
          service: one.ServiceName,
          ...(one.ServiceUserName === undefined ? {} : { user: one.ServiceUserName }),
        },
      }),
  }),
  answerList({
    member: 'Certificates',
    item: SigningCertificate,
    listings: ['aws.signing-certificates'],
    extent: 'one',
    scopeOf: later,
    read: (one, { context }: ItemPlace) =>
      remember(context, {
        listing: 'aws.signing-certificates',
        userName: one.UserName,
        kind: 'certificate',
        nativeType: 'aws-signing-certificate',
        id: one.CertificateId,
        name: `signing certificate of ${one.UserName}`,
        status: one.Status,
        createdAt: one.UploadDate,
        attributes: { legacy: true },
      }),
  }),
];

/** SSH keys, service passwords and signing certificates of users. */
export const otherCredentials: ImportKind<AwsState> = {
  id: 'aws.other-credentials',
  title: 'SSH keys, service passwords and signing certificates of each user',
  commands: [
    'for u in $(aws iam list-users --query "Users[].UserName" --output text); do aws iam list-ssh-public-keys --user-name "$u"; aws iam list-service-specific-credentials --user-name "$u"; aws iam list-signing-certificates --user-name "$u"; done > aws-other-credentials.json',
  ],
  emits: ['credential'],
  order: 22,
  recognise: (head) =>
    [
      { members: ['SSHPublicKeys'], field: 'SSHPublicKeyId', emptyIn: null },
      {
        members: ['ServiceSpecificCredentials'],
        field: 'ServiceSpecificCredentialId',
        emptyIn: null,
      },
      {
        members: ['Certificates'],
        field: 'CertificateId',
        emptyIn: /aws-other-credentials|iam\.ListSigningCertificates_/,
      },
    ].some((shape) => holdsList(head, shape)),
  read: (file, context) => readAnswers(file, context, otherLists),
};
