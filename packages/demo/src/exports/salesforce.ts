import type { SalesforceWorld } from '../world/salesforce.ts';
import type { Folder } from './writing.ts';

/** An answer of `sf data query --json`. */
function answer(type: string, records: readonly object[]): string {
  return JSON.stringify({
    status: 0,
    result: {
      records: records.map((record) => ({ attributes: { type }, ...record })),
      totalSize: records.length,
      done: true,
    },
    warnings: [],
  });
}

/** What the command line of Salesforce prints. */
export async function writeSalesforce(
  folder: Folder,
  { name, apps }: SalesforceWorld,
): Promise<void> {
  await folder.write(
    `salesforce/${name}__connected-apps.json`,
    answer(
      'ConnectedApplication',
      apps.map((app) => ({
        Id: app.id,
        Name: app.name,
        CreatedDate: `${app.createdAt.toISOString().slice(0, 19)}.000+0000`,
        OptionsAllowAdminApprovedUsersOnly: app.approvedUsersOnly,
        OptionsRefreshTokenValidityMetric: true,
        RefreshTokenValidityPeriod: 30,
      })),
    ),
  );
}
