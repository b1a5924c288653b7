import { unknown } from '@nonhuman/model';
import { describe, expect, it } from 'vitest';
import type { DirectoryAccount } from './directory-account.ts';
import { nonHumanEvidence } from './non-human.ts';

const told = unknown('the test does not tell');

function anAccount(of: Partial<DirectoryAccount>): DirectoryAccount {
  return {
    sid: 'S-1-5-21-1-2-3-1101',
    domain: 'acme.example',
    type: 'user',
    name: 'ada',
    distinguishedName: 'CN=Ada,OU=People,DC=acme,DC=example',
    guid: null,
    displayName: null,
    userPrincipalName: null,
    mail: null,
    title: null,
    dnsHostName: null,
    operatingSystem: null,
    control: 0x200,
    createdAt: told,
    passwordSetAt: told,
    passwordEndsAt: null,
    accountEndsAt: told,
    lastLogonTimestamp: told,
    lastLogon: told,
    servicePrincipalNames: [],
    delegatesTo: [],
    encryptionTypes: [],
    adminCount: null,
    isPrivileged: null,
    supersedes: null,
    keyCredentials: [],
    mappedCertificates: null,
    passwordIntervalDays: null,
    texts: new Map(),
    passwords: new Map(),
    ...of,
  };
}

describe('nonHumanEvidence', () => {
  it.each([
    ['svc-backup', true],
    ['svc_sql01', true],
    ['sqlsvc', true],
    ['web.service', true],
    ['sa-reports', true],
    ['MSOL_0a1b2c3d4e5f', true],
    ['HealthMailbox83d6781', true],
    ['ada', false],
    ['salim.khan', false],
    ['apple.smith', false],
    ['webster', false],
    ['cindy', false],
    ['botha', false],
  ])('judges the name %s: %s', (name, isNamed) => {
    expect(nonHumanEvidence(anAccount({ name })).includes('it is named like a service')).toBe(
      isNamed,
    );
  });

  it.each([
    [{ servicePrincipalNames: ['HTTP/x'] }, 'it has a service name'],
    [{ control: 0x80200 }, 'it may act for others'],
    [{ control: 0x1000200 }, 'it may act for others'],
    [{ delegatesTo: ['cifs/x'] }, 'it may act for others'],
    [{ control: 0x820 }, 'it stands for a trust'],
    [{ sid: 'S-1-5-21-1-2-3-502' }, 'every domain has this account'],
    [{ type: 'gmsa' as const }, 'the directory manages its password'],
    [{ type: 'computer' as const }, 'it is a computer'],
    [
      { distinguishedName: 'CN=x,OU=Service Accounts,DC=acme,DC=example' },
      'it lies in Service Accounts',
    ],
  ])('says why: %o', (of, evidence) => {
    expect(nonHumanEvidence(anAccount(of))).toContain(evidence);
  });

  it('has nothing to say of a person', () => {
    expect(nonHumanEvidence(anAccount({}))).toEqual([]);
  });
});
