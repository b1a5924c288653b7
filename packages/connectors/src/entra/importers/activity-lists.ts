import { enrichment, toldAttributes } from '@nonhuman/connector-kit';
import { seen, unknown } from '@nonhuman/model';
import { hasMember } from '../graph.ts';
import { toUsedCredential } from '../mapping/credential.ts';
import { latestOf } from '../mapping/moment.ts';
import { CredentialActivity, SignInActivity } from '../schema.ts';
import { allPages } from './commands.ts';
import { list, principalFacts } from './state.ts';

const source = 'servicePrincipalSignInActivities';

const signInActivities = list({
  id: 'entra.sign-in-activities',
  title: 'When applications last signed in',
  commands: [allPages('beta/reports/servicePrincipalSignInActivities', 'sign-in-activities')],
  emits: ['identity'],
  what: 'sign-in-activities',
  members: ['value', ''],
  next: ['@odata.nextLink'],
  item: SignInActivity,
  fits: (item) =>
    hasMember(
      item,
      'applicationAuthenticationClientSignInActivity',
      'delegatedClientSignInActivity',
    ),
  *read(told, { of, own }) {
    const itself = latestOf(told.applicationAuthenticationClientSignInActivity?.lastSignInDateTime);
    const asUsers = latestOf(told.delegatedClientSignInActivity?.lastSignInDateTime);
    const asApi = latestOf(
      told.applicationAuthenticationResourceSignInActivity?.lastSignInDateTime,
      told.delegatedResourceSignInActivity?.lastSignInDateTime,
    );
    const last = latestOf(itself, asUsers);
    yield* principalFacts(of, own.principals.get(told.appId.toLowerCase()), {
      lastUsedAt:
        last === null
          ? unknown('the report names it only as an API that others signed in to')
          : seen(last),
      attributes: toldAttributes({
        usageSource: source,
        lastAppOnlySignInAt: itself,
        lastDelegatedSignInAt: asUsers,
        lastUsedAsApiAt: asApi,
      }),
    });
  },
});

const credentialActivities = list({
  id: 'entra.credential-sign-in-activities',
  title: 'When each secret and certificate was last used',
  commands: [
    allPages('beta/reports/appCredentialSignInActivities', 'credential-sign-in-activities'),
  ],
  emits: ['credential'],
  what: 'credential-sign-in-activities',
  members: ['value', ''],
  next: ['@odata.nextLink'],
  item: CredentialActivity,
  fits: (item) => hasMember(item, 'credentialOrigin') || hasMember(item, 'keyUsage'),
  *read(told, { of }) {
    yield enrichment(of, 'credential', toUsedCredential(told));
  },
});

/** When applications and their credentials were used. */
export const activityLists = [signInActivities, credentialActivities];
