import { enrichment, noteProblem, upsert } from '@nonhuman/connector-kit';
import type { Observation } from '@nonhuman/model';
import { type PolicyTarget, reachOf, statementsOf, wayBy } from '../mapping/binding.ts';
import { toDenyPolicy } from '../mapping/deny-policy.ts';
import { accountIn, lastPart, resourcePath, shortName } from '../mapping/names.ts';
import { roleKey, toBoundRole, toRole } from '../mapping/role.ts';
import { isDefaultAccount, toAutomaticEditor } from '../mapping/service-account.ts';
import { AllowPolicy, DenyPolicy, Role } from '../schema.ts';
import { assetCommand, eachProject, type GcpPlace, knownNames, list } from './state.ts';

export const roles = list({
  id: 'gcp.roles',
  title: 'Custom roles with their permissions',
  commands: [
    assetCommand('iam.googleapis.com/Role', 'roles'),
    `${eachProject} for role in $(gcloud iam roles list --project="$project" --format="value(name.basename())"); do gcloud iam roles describe "$role" --project="$project" --format=json; done > "\${project}__roles.json"; done`,
  ],
  emits: ['entitlement'],
  what: 'roles',
  members: ['roles', ''],
  next: ['nextPageToken'],
  item: Role,
  fits: (item) => /(?:^|\/)roles\/[^/]+$/.test(String(item['name'])) && 'title' in item,
  *read(role, { of, own }) {
    const way = wayBy(role.includedPermissions ?? []);
    if (way !== null) own.ways.set(role.name, way);
    yield upsert(of, 'entitlement', toRole(role));
  },
});

const emits = ['grant', 'delegation', 'identity', 'credential', 'entitlement'] as const;
const isPolicy = (item: Readonly<Record<string, unknown>>) => 'bindings' in item;

function* readPolicy(
  policy: AllowPolicy,
  { resource, at }: { readonly resource: string; readonly at: GcpPlace },
): Generator<Observation> {
  const { of, own } = at;
  const known = knownNames(own);
  const target: PolicyTarget = {
    written: shortName(resource),
    on: resourcePath(resource, known),
    account: accountIn(resource, known)?.toLowerCase() ?? null,
  };
  const facts = {
    issuersOf: (pool: string) => own.issuers.get(pool) ?? null,
    wayOf: (role: string) => own.ways.get(role) ?? null,
  };
  for (const binding of policy.bindings ?? []) {
    yield* boundRole(binding.role, target.on, at);
    for (const { noun, value } of statementsOf(binding, target, facts)) {
      yield upsert(of, noun, value);
      if (
        noun === 'grant' &&
        binding.role === 'roles/editor' &&
        isDefaultAccount(value.principal.key)
      )
        yield enrichment(of, 'identity', toAutomaticEditor(value.principal.key));
    }
  }
}

/** What a binding tells of its role; a listing of roles tells more. */
function* boundRole(role: string, on: string, { of, own }: GcpPlace): Generator<Observation> {
  const reach = reachOf(on);
  const key = `${of.scopeKey} ${roleKey(role, reach)}`;
  if (own.boundRoles.has(key)) return;
  own.boundRoles.add(key);
  yield enrichment({ ...of, listing: 'gcp.bound-roles' }, 'entitlement', toBoundRole(role, reach));
}

export const iamPolicies = list({
  id: 'gcp.iam-policies',
  title: 'IAM policies of everything in an organization, folder or project',
  commands: [
    'gcloud asset search-all-iam-policies --scope="organizations/$ORG" --format=json > "organizations-${ORG}__iam-policies.json"',
  ],
  emits,
  what: 'iam-policies',
  members: ['results', 'assets', ''],
  next: ['nextPageToken'],
  item: AllowPolicy,
  fits: (item) =>
    'iamPolicy' in item || 'iam_policy' in item || ('policy' in item && 'resource' in item),
  *read(policy, at) {
    if (policy.resource) yield* readPolicy(policy, { resource: policy.resource, at });
    else noResource(at);
  },
});

/** A policy by itself does not say what it is of; its file must. */
function noResource({ of, context, file }: GcpPlace): void {
  noteProblem(context.state.ledger, of.scopeKey, {
    listing: of.listing,
    reason: 'unsupported',
    message: `${file.name}: the policy does not tell what it is of`,
    needs: 'a file named as the printed command names it',
  });
}

export const projectPolicies = list({
  id: 'gcp.project-policies',
  title: 'The IAM policy of a project, where the asset inventory may not be read',
  commands: [
    `${eachProject} gcloud projects get-iam-policy "$project" --format=json > "\${project}__project-policy.json"; done`,
  ],
  emits,
  what: 'project-policy',
  members: [''],
  item: AllowPolicy,
  fits: (item) => isPolicy(item) && !('resourceId' in item),
  *read(policy, at) {
    if (at.scopeKey === 'unknown') noResource(at);
    else {
      const isPath = at.scopeKey.includes('/');
      const resource = isPath ? at.scopeKey : `projects/${at.scopeKey}`;
      yield* readPolicy(policy, { resource, at });
    }
  },
});

export const accountPolicies = list({
  id: 'gcp.service-account-policies',
  title: 'The IAM policy of each service account: who may become it',
  commands: [
    `${eachProject} for account in $(gcloud iam service-accounts list --project="$project" --format="value(email)"); do gcloud iam service-accounts get-iam-policy "$account" --format=json > "\${project}__\${account}__service-account-policy.json"; done; done`,
  ],
  emits,
  what: 'service-account-policy',
  members: [''],
  item: AllowPolicy,
  fits: () => false,
  parentListing: 'gcp.service-accounts',
  *read(policy, at) {
    if (at.parent === null) noResource(at);
    else {
      const resource = `projects/${at.scopeKey}/serviceAccounts/${at.parent}`;
      yield* readPolicy(policy, { resource, at });
    }
  },
});

export const resourcePolicies = list({
  id: 'gcp.resource-policies',
  title: 'The IAM policy of one bucket',
  commands: [
    `${eachProject} for bucket in $(gcloud storage buckets list --project="$project" --format="value(name)"); do gcloud storage buckets get-iam-policy "gs://$bucket" --format=json > "\${project}__\${bucket}__bucket-policy.json"; done; done`,
  ],
  emits,
  what: 'bucket-policy',
  members: [''],
  item: AllowPolicy,
  fits: (item) => isPolicy(item) && /\/buckets\/[^/]+$/.test(String(item['resourceId'])),
  parentListing: 'gcp.buckets',
  *read(policy, at) {
    const bucket = policy.resourceId ? lastPart(policy.resourceId) : at.parent;
    if (bucket === null) noResource(at);
    else yield* readPolicy(policy, { resource: `//storage.googleapis.com/${bucket}`, at });
  },
});

export const denyPolicies = list({
  id: 'gcp.deny-policies',
  title: 'Deny policies: their names',
  commands: [
    `${eachProject} gcloud iam policies list --attachment-point="cloudresourcemanager.googleapis.com/projects/$project" --kind=denypolicies --format=json > "\${project}__deny-policies.json"; done`,
    'gcloud iam policies list --attachment-point="cloudresourcemanager.googleapis.com/organizations/$ORG" --kind=denypolicies --format=json > "organizations-${ORG}__deny-policies.json"',
  ],
  emits: ['entitlement'],
  what: 'deny-policies',
  members: ['policies', ''],
  next: ['nextPageToken'],
  item: DenyPolicy,
  fits: (item) => /\/denypolicies\/[^/]+$/.test(String(item['name'])) && !('rules' in item),
  nameOf: (policy) => lastPart(policy.name),
  *read(policy, { of }) {
    yield upsert(of, 'entitlement', toDenyPolicy(policy));
  },
});

export const denyPolicyRules = list({
  id: 'gcp.deny-policy-rules',
  title: 'Rules of each deny policy',
  commands: [
    `${eachProject} for policy in $(gcloud iam policies list --attachment-point="cloudresourcemanager.googleapis.com/projects/$project" --kind=denypolicies --format="value(name.basename())"); do gcloud iam policies get "$policy" --attachment-point="cloudresourcemanager.googleapis.com/projects/$project" --kind=denypolicies --format=json > "\${project}__\${policy}__deny-policy.json"; done; done`,
    'for policy in $(gcloud iam policies list --attachment-point="cloudresourcemanager.googleapis.com/organizations/$ORG" --kind=denypolicies --format="value(name.basename())"); do gcloud iam policies get "$policy" --attachment-point="cloudresourcemanager.googleapis.com/organizations/$ORG" --kind=denypolicies --format=json > "organizations-${ORG}__${policy}__deny-policy.json"; done',
  ],
  emits: ['entitlement'],
  what: 'deny-policy',
  members: [''],
  item: DenyPolicy,
  fits: (item) => /\/denypolicies\/[^/]+$/.test(String(item['name'])) && 'rules' in item,
  parentListing: 'gcp.deny-policies',
  *read(policy, { of }) {
    yield enrichment(of, 'entitlement', toDenyPolicy(policy));
  },
});
