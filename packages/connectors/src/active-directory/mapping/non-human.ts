import { dnParts } from '../formats/directory-values.ts';
import { type DirectoryAccount, hasBit } from './directory-account.ts';
import { isBuiltInAccount } from './security-identifier.ts';

/** Names that conventions give to accounts of programs: `svc-backup`, `sql_prod`, `web.service`, and those that Exchange and Entra Connect make. */
const namedLikeService =
  /^healthmailbox\w|^(?:svc|srv|sa|sv|service|svcacct|app|sql|iis|bat|batch|bot|task|job|backup|bkp|scan|monitor|mon|ldap|sso|sync|print|web|ftp|sftp|robot|rpa|ci|cd|jenkins|autom\w*|msol|aad|exch\w*)[-_.](?=.)|(?:[-_.](?:svc|srv|service|app|bot|batch|job|task|robot)|svc|service)\d*$/i;
const unitOfServices =
  /\b(?:service|svc|application|app|technical|functional|generic|machine|robot|non-?human|managed)[ _-]*(?:accounts?|users?|ids?)\b|^(?:services?|svc|serviceaccounts?|dienstkonten)$/i;

/**
 * Why an account of type `user` is taken for a machine's; empty for what looks like a person.
 *
 * Each is evidence, not truth: a person may have a service name, and a service a person's name.
 */
export function nonHumanEvidence(account: DirectoryAccount): string[] {
  if (account.type === 'computer') return ['it is a computer'];
  if (account.type !== 'user') return ['the directory manages its password'];
  const evidence: string[] = [];
  if ((account.servicePrincipalNames?.length ?? 0) > 0) evidence.push('it has a service name');
  if (isBuiltInAccount(account.sid)) evidence.push('every domain has this account');
  if (hasBit(account, 'interdomainTrust') === true) evidence.push('it stands for a trust');
  const delegates =
    hasBit(account, 'trustedForDelegation') === true ||
    hasBit(account, 'trustedToAuthenticate') === true ||
    (account.delegatesTo?.length ?? 0) > 0;
  if (delegates) evidence.push('it may act for others');
  if (namedLikeService.test(account.name)) evidence.push('it is named like a service');
  const unit = dnParts(account.distinguishedName ?? '').find(
    ([type, value]) => type === 'OU' && unitOfServices.test(value),
  )?.[1];
  if (unit !== undefined) evidence.push(`it lies in ${unit}`);
  return evidence;
}
