import { defineFileCollector } from '@nonhuman/connector-kit';
import { unknown } from '@nonhuman/model';
import { placeOf, upsert } from '../../../formats/definitions/report.ts';

const notInFile = unknown('the password file does not tell');
const noLogin = /\/(?:nologin|false|sync|halt|shutdown)$/;

/** The key of an account of a host; services that run as it refer to it. */
export function systemAccountKey(hostName: string, account: string): string {
  return `host:account:${hostName}:${account}`;
}

/** The accounts of the system that no person logs in with (passwd(5)); people's accounts are left out. */
export const systemAccounts = defineFileCollector({
  id: 'host.system-accounts',
  title: 'Service accounts of the system',
  group: 'services',
  emits: ['identity'],
  reads: [{ system: '/etc/passwd' }],
  cannotTell: [
    'accounts that a directory (LDAP, SSSD) adds',
    'whether an account has a password: that needs root',
  ],
  *collect(file, context) {
    for (const [index, line] of file.text().split('\n').entries()) {
      if (line === '' || line.startsWith('#') || line.startsWith('+')) continue;
      const fields = line.split(':');
      const [name = '', , uid = '', , comment = '', home = '', shell = ''] = fields;
      if (fields.length !== 7 || !/^\d+$/.test(uid)) {
        context.gap({
          reason: 'malformed',
          message: `line ${index + 1}: not an account of seven fields`,
        });
        continue;
      }
      const id = Number(uid);
      if (isPerson(id, shell)) continue;
      yield upsert(this.id, context, {
        noun: 'identity',
        value: {
          key: systemAccountKey(context.hostName, name),
          provider: 'host',
          kind: 'service-account',
          nativeType: 'system-account',
          name: `${name} on ${context.hostName}`,
          status: 'active',
          createdAt: notInFile,
          lastUsedAt: notInFile,
          description: comment.split(',')[0] || null,
          access: id === 0 ? 'admin' : 'unknown',
          place: placeOf(file, context, { line: index + 1 }),
          attributes: {
            uid: id,
            home,
            shell,
            ...(id === 0 ? {} : { consoleAccess: !noLogin.test(shell) && shell !== '' }),
          },
        },
      });
    }
  },
});

/** Accounts of people start at 1000 (or 500 on older systems and macOS) and have a shell; nobody is 65534. */
function isPerson(uid: number, shell: string): boolean {
  return uid >= 1000 && uid < 60_000 && shell !== '' && !noLogin.test(shell);
}
