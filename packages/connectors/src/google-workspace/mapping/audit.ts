import { timeOf } from '@nonhuman/connector-kit';
import type { Timestamp } from '@nonhuman/model';
import type { ActivityEvent } from '../schema.ts';

/** A value of an event's parameter; null when it has none. */
export function parameter({ parameters }: ActivityEvent, name: string): string | null {
  const told = parameters?.find((one) => one.name === name);
  return told?.value ?? told?.multiValue?.[0] ?? null;
}

/** All values of a parameter: a list, or text with commas or spaces between them. */
export function values({ parameters }: ActivityEvent, name: string): string[] {
  const told = parameters?.find((one) => one.name === name);
  const all = told?.multiValue ?? told?.value?.split(/[\s,]+/) ?? [];
  return all.map((one) => one.trim()).filter((one) => one !== '');
}

/** What an event of the administrators' audit says of a client. */
export type ClientEvent =
  | {
      readonly kind: 'delegation';
      readonly clientId: string;
      readonly scopes: readonly string[];
      readonly isGiven: boolean;
    }
  | {
      readonly kind: 'trust';
      readonly clientId: string;
      readonly name: string | null;
      readonly isTrusted: boolean;
    };

/** Domain-wide delegation given or taken, an application trusted or blocked; null for other events. */
export function clientEventOf(event: ActivityEvent): ClientEvent | null {
  const { name } = event;
  if (name === 'AUTHORIZE_API_CLIENT_ACCESS' || name === 'REMOVE_API_CLIENT_ACCESS') {
    const clientId = parameter(event, 'API_CLIENT_NAME');
    if (!clientId) return null;
    const isGiven = name === 'AUTHORIZE_API_CLIENT_ACCESS';
    return { kind: 'delegation', clientId, scopes: values(event, 'API_SCOPES'), isGiven };
  }
  const trusts: Readonly<Record<string, boolean>> = {
    ADD_TO_TRUSTED_OAUTH2_APPS: true,
    REMOVE_FROM_BLOCKED_OAUTH2_APPS: true,
    ADD_TO_BLOCKED_OAUTH2_APPS: false,
    REMOVE_FROM_TRUSTED_OAUTH2_APPS: false,
  };
  const isTrusted = trusts[name];
  const clientId = parameter(event, 'OAUTH2_APP_ID');
  if (isTrusted === undefined || !clientId) return null;
  // Taking an application off one list does not put it on the other.
  if (name.startsWith('REMOVE_')) return null;
  return { kind: 'trust', clientId, name: parameter(event, 'OAUTH2_APP_NAME'), isTrusted };
}

/** The later of two moments. */
export function later(known: Timestamp | null, told: Timestamp): Timestamp {
  return known === null || known < told ? told : known;
}

/** When an event happened; null when its time cannot be read. */
export function happenedAt(time: string): Timestamp | null {
  return timeOf(time);
}
