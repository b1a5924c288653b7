import type { Clock } from '../clock.ts';
import { failing, type Intent, nearly, type SubjectName } from '../truth.ts';
import type { Staff } from './people.ts';

/** A connected app. */
export interface SalesforceApp {
  readonly id: string;
  readonly name: string;
  readonly createdAt: Date;
  /** Only those whom an administrator chose may use it. */
  readonly approvedUsersOnly: boolean;
  readonly intent: Intent;
}

export interface SalesforceWorld {
  readonly name: string;
  readonly apps: readonly SalesforceApp[];
}

export function salesforceApp(
  { name }: Pick<SalesforceWorld, 'name'>,
  app: Pick<SalesforceApp, 'name'>,
): SubjectName {
  return {
    noun: 'identity',
    provider: 'salesforce',
    name: `${name}/apps/${app.name.toLowerCase()}`,
  };
}

/** An organization with connected apps. */
export function salesforceWorld({ org }: Staff, clock: Clock): SalesforceWorld {
  const apps = [
    ['Data Loader', false],
    ['Quote Maker', false],
    ['Order Export', false],
    ['Warehouse Sync', true],
    ['Invoice Mail', true],
  ] as const;
  const check = 'application-self-authorised';
  return {
    name: `${org}-crm`,
    apps: apps.map(([name, approvedUsersOnly], index) => ({
      id: `0H4${index}`,
      name,
      createdAt: clock.daysAgo(400 + index),
      approvedUsersOnly,
      intent: {
        ...(approvedUsersOnly ? nearly(check) : failing(check)),
        open: ['identity-no-owner'],
      },
    })),
  };
}
