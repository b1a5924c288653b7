import { inSeconds } from '../clock.ts';
import type { GcpKey, GcpProject, GcpServiceAccount, GcpWorld } from '../world/gcp.ts';
import type { Folder } from './writing.ts';

const text = (value: unknown) => `${JSON.stringify(value, null, 2)}\n`;

function keyItem({ project, email }: GcpServiceAccount, key: GcpKey) {
  const isUsers = key.managedBy === 'user';
  return {
    name: `projects/${project.id}/serviceAccounts/${email}/keys/${key.id}`,
    validAfterTime: inSeconds(key.madeAt),
    validBeforeTime: isUsers
      ? '9999-12-31T23:59:59Z'
      : inSeconds(new Date(key.madeAt.getTime() + 17 * 86_400_000)),
    keyAlgorithm: 'KEY_ALG_RSA_2048',
    keyOrigin: 'GOOGLE_PROVIDED',
    keyType: isUsers ? 'USER_MANAGED' : 'SYSTEM_MANAGED',
    ...(key.disabled ? { disabled: true } : {}),
  };
}

function activity(type: string, resource: string, of: { at: Date | null; until: Date }) {
  const { at, until } = of;
  return {
    fullResourceName: `//iam.googleapis.com/${resource}`,
    activityType: type,
    observationPeriod: {
      startTime: inSeconds(new Date(until.getTime() - 90 * 86_400_000)),
      endTime: inSeconds(until),
    },
    activity: at === null ? {} : { lastAuthenticatedTime: inSeconds(at) },
  };
}

function policyOf(project: GcpProject, accounts: readonly GcpServiceAccount[]) {
  const members = new Map<string, string[]>();
  for (const { bindings, email } of accounts)
    for (const { role, on } of bindings)
      if (on === project.id)
        members.set(role, [...(members.get(role) ?? []), `serviceAccount:${email}`]);
  return {
    version: 1,
    etag: 'BwXE56QgxWk=',
    bindings: [...members].map(([role, names]) => ({ role, members: names })),
  };
}

/** What `gcloud` prints of the organization, its projects and their service accounts. */
export async function writeGcp(folder: Folder, world: GcpWorld, now: Date): Promise<void> {
  const { organization, projects, accounts } = world;
  const write = (name: string, value: unknown) => folder.write(`gcp/${name}.json`, text(value));
  const of = `organizations-${organization}`;
  await write(`${of}__organizations`, [
    {
      name: `organizations/${organization}`,
      displayName: 'company.example',
      lifecycleState: 'ACTIVE',
    },
  ]);
  await write(
    `${of}__projects`,
    projects.map(({ id, number, environment, team }) => ({
      projectNumber: number,
      projectId: id,
      name: id,
      lifecycleState: 'ACTIVE',
      createTime: '2023-03-02T18:34:12.155Z',
      labels: { env: environment, team },
      parent: { type: 'organization', id: organization },
    })),
  );
  for (const project of projects) {
    const below = accounts.filter((account) => account.project === project);
    await write(
      `${project.id}__service-accounts`,
      below.map(({ email, uniqueId, description, disabled }) => ({
        name: `projects/${project.id}/serviceAccounts/${email}`,
        projectId: project.id,
        uniqueId,
        email,
        displayName: email.split('@')[0],
        description,
        ...(disabled ? { disabled } : {}),
        oauth2ClientId: uniqueId,
      })),
    );
    await write(`${project.id}__project-policy`, policyOf(project, accounts));
    for (const account of below) {
      await write(
        `${project.id}__${account.email}__service-account-keys`,
        account.keys.map((key) => keyItem(account, key)),
      );
      await write(`${project.id}__${account.email}__service-account-policy`, { etag: 'ACAB' });
    }
    const path = ({ email }: GcpServiceAccount) =>
      `projects/${project.id}/serviceAccounts/${email}`;
    const until = new Date(now.getTime() - 86_400_000);
    await write(
      `${project.id}__service-account-activity`,
      below.map((account) =>
        activity('serviceAccountLastAuthentication', path(account), {
          at: account.lastUsedAt,
          until,
        }),
      ),
    );
    await write(
      `${project.id}__service-account-key-activity`,
      below.flatMap((account) =>
        account.keys.map((key) =>
          activity('serviceAccountKeyLastAuthentication', `${path(account)}/keys/${key.id}`, {
            at: key.lastUsedAt,
            until,
          }),
        ),
      ),
    );
  }
}
