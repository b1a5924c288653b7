import { enrichment, upsert } from '@nonhuman/connector-kit';
import { toUsedAccount, toUsedKey } from '../mapping/activity.ts';
import { environmentOf } from '../mapping/container.ts';
import { toAccountKey, toApiKey, toHmacKey } from '../mapping/key.ts';
import { projectInEmail } from '../mapping/names.ts';
import { ownersByProject, ownersInDescription, toIdentity } from '../mapping/service-account.ts';
import { Activity, ApiKey, HmacKey, ServiceAccount, ServiceAccountKey } from '../schema.ts';
import { assetCommand, eachProject, knownNames, list } from './state.ts';

const eachAccount = `${eachProject} for account in $(gcloud iam service-accounts list --project="$project" --format="value(email)"); do`;

/** Who answers for accounts by the labels of their projects. */
export const ownersOfProjects = {
  id: 'gcp.owners-of-projects',
  emits: ['ownership'],
  from: ['gcp.service-accounts', 'gcp.projects'],
} as const;

export const serviceAccounts = list({
  id: 'gcp.service-accounts',
  title: 'Service accounts',
  commands: [
    `${eachProject} gcloud iam service-accounts list --project="$project" --format=json > "\${project}__service-accounts.json"; done`,
    assetCommand('iam.googleapis.com/ServiceAccount', 'service-accounts'),
  ],
  emits: ['identity', 'ownership'],
  what: 'service-accounts',
  members: ['accounts', ''],
  next: ['nextPageToken'],
  item: ServiceAccount,
  fits: (item) => 'email' in item && /\/serviceAccounts\/[^/]+$/.test(String(item['name'])),
  nameOf: (account) => account.email,
  *read(account, { of, own }) {
    const email = account.email.toLowerCase();
    if (account.uniqueId) own.emails.set(account.uniqueId, email);
    const labels = own.projectLabels.get(account.projectId ?? projectInEmail(email) ?? '');
    yield upsert(of, 'identity', toIdentity(account, environmentOf(labels)));
    for (const owner of ownersInDescription(account)) yield upsert(of, 'ownership', owner);
    const ofProject = { scopeKey: of.scopeKey, listing: ownersOfProjects.id };
    for (const owner of ownersByProject(email, labels ?? {}))
      yield upsert(ofProject, 'ownership', owner);
  },
});

export const serviceAccountKeys = list({
  id: 'gcp.service-account-keys',
  title: 'Keys of each service account, those that Google manages included',
  commands: [
    `${eachAccount} gcloud iam service-accounts keys list --iam-account="$account" --format=json > "\${project}__\${account}__service-account-keys.json"; done; done`,
    assetCommand('iam.googleapis.com/ServiceAccountKey', 'service-account-keys'),
  ],
  emits: ['credential'],
  what: 'service-account-keys',
  members: ['keys', ''],
  next: ['nextPageToken'],
  item: ServiceAccountKey,
  fits: (item) =>
    /\/serviceAccounts\/[^/]+\/keys\/[^/]+$/.test(String(item['name'])) &&
    !('activityType' in item),
  parentListing: 'gcp.service-accounts',
  alsoWhole: true,
  *read(key, { of, own, context }) {
    const given = { known: knownNames(own), now: context.now };
    yield upsert(of, 'credential', toAccountKey(key, given));
  },
});

export const hmacKeys = list({
  id: 'gcp.hmac-keys',
  title: 'HMAC keys of service accounts for Cloud Storage',
  commands: [
    `${eachProject} gcloud storage hmac list --project="$project" --format=json > "\${project}__hmac-keys.json"; done`,
  ],
  emits: ['credential'],
  what: 'hmac-keys',
  members: ['items', ''],
  next: ['nextPageToken'],
  item: HmacKey,
  fits: (item) => 'access_id' in item || ('accessId' in item && 'serviceAccountEmail' in item),
  *read(key, { of }) {
    yield upsert(of, 'credential', toHmacKey(key));
  },
});

export const apiKeys = list({
  id: 'gcp.api-keys',
  title: 'API keys and what they are restricted to, without their strings',
  commands: [
    `${eachProject} gcloud services api-keys list --project="$project" --format=json > "\${project}__api-keys.json"; done`,
    assetCommand('apikeys.googleapis.com/Key', 'api-keys'),
  ],
  emits: ['credential'],
  what: 'api-keys',
  members: ['keys', ''],
  next: ['nextPageToken'],
  item: ApiKey,
  fits: (item) => /\/locations\/[^/]+\/keys\/[^/]+$/.test(String(item['name'])) && 'uid' in item,
  *read(key, { of }) {
    yield upsert(of, 'credential', toApiKey(key));
  },
});

const activityCommand = (type: string, what: string) =>
  `${eachProject} gcloud policy-intelligence query-activity --activity-type=${type} --project="$project" --limit=unlimited --format=json > "\${project}__${what}.json"; done`;

export const accountActivity = list({
  id: 'gcp.service-account-activity',
  title: 'Last authentication of each service account',
  commands: [activityCommand('serviceAccountLastAuthentication', 'service-account-activity')],
  emits: ['identity'],
  what: 'service-account-activity',
  members: ['activities', ''],
  next: ['nextPageToken'],
  item: Activity,
  fits: (item) => item['activityType'] === 'serviceAccountLastAuthentication',
  *read(activity, { of, own, context }) {
    yield enrichment(of, 'identity', toUsedAccount(activity, knownNames(own), context.now));
  },
});

export const keyActivity = list({
  id: 'gcp.service-account-key-activity',
  title: 'Last authentication by each key of service accounts',
  commands: [
    activityCommand('serviceAccountKeyLastAuthentication', 'service-account-key-activity'),
  ],
  emits: ['credential'],
  what: 'service-account-key-activity',
  members: ['activities', ''],
  next: ['nextPageToken'],
  item: Activity,
  fits: (item) => item['activityType'] === 'serviceAccountKeyLastAuthentication',
  *read(activity, { of, own, context }) {
    yield enrichment(of, 'credential', toUsedKey(activity, knownNames(own), context.now));
  },
});
