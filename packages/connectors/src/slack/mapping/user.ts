import { toldAttributes } from '@nonhuman/connector-kit';
import { type Identity, type Person, unknown } from '@nonhuman/model';
import type { User } from '../schema.ts';

export function userKey(scopeKey: string, id: string): string {
  return `${scopeKey}/users/${id}`;
}

/** Slackbot is Slack's own. */
const slackbot = 'USLACKBOT';

export function isBot(user: User): boolean {
  return user.is_bot === true || user.is_workflow_bot === true || user.id === slackbot;
}

export function toPerson(scopeKey: string, user: User): Person {
  const email = user.profile?.email;
  const roles = [
    user.is_primary_owner === true ? 'primary owner' : null,
    user.is_owner === true ? 'owner' : null,
    user.is_admin === true ? 'admin' : null,
  ].filter((role) => role !== null);
  return {
    key: userKey(scopeKey, user.id),
    provider: 'slack',
    name: user.profile?.real_name || user.real_name || user.name,
    email: email ? email.toLowerCase() : null,
    logins: [user.name, user.id],
    status: user.deleted === true ? 'left' : user.deleted === false ? 'active' : 'unknown',
    leftAt: unknown('Slack does not tell when an account was deactivated'),
    lastUsedAt: unknown('the list of users does not tell it'),
    ...(user.profile?.title ? { title: user.profile.title } : {}),
    attributes: toldAttributes({ administrativeRoles: roles, guest: user.is_restricted }),
  };
}

/** A bot user: the face of an app, of a workflow, or of a legacy integration. */
export function toBot(scopeKey: string, user: User): Identity {
  return {
    key: userKey(scopeKey, user.id),
    provider: 'slack',
    kind: 'bot',
    nativeType: user.is_workflow_bot === true ? 'slack-workflow-bot' : 'slack-bot',
    name: user.name,
    status: user.deleted === true ? 'disabled' : user.deleted === false ? 'active' : 'unknown',
    createdAt: unknown('the list of users does not tell it'),
    lastUsedAt: unknown('the list of users does not tell it'),
    ...(user.real_name ? { description: user.real_name } : {}),
    attributes: toldAttributes({
      appId: user.profile?.api_app_id || null,
      botId: user.profile?.bot_id,
      userId: user.id,
      personal: false,
      providerManaged: user.id === slackbot ? true : null,
    }),
  };
}
