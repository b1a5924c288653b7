import { describeImporter, runImport } from '@nonhuman/connector-kit/testing';
import { describe, expect, it } from 'vitest';
import { importer } from './importer.ts';

const users = {
  schemas: ['urn:ietf:params:scim:api:messages:2.0:ListResponse'],
  totalResults: 2,
  Resources: [
    {
      id: 'u1',
      userName: 'ada@acme.example',
      name: { givenName: 'Ada', familyName: 'Example' },
      active: true,
      emails: [
        { value: 'ada@home.example', type: 'home' },
        { value: 'Ada@acme.example', primary: true },
      ],
      'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User': { manager: { value: 'u2' } },
    },
    { id: 'u2', userName: 'grace', active: 'False', emails: [{ value: 'grace@acme.example' }] },
  ],
};
const groups = {
  totalResults: 1,
  Resources: [
    {
      id: 'g1',
      displayName: 'Payments',
      members: [{ value: 'u1' }, { value: 'g2', type: 'Group' }],
    },
  ],
};
const files = {
  'acme__scim-users.json': JSON.stringify(users),
  'acme__scim-groups.json': JSON.stringify(groups),
  'acme__people.csv': [
    'E-Mail Address,Full Name,Status,Manager Email,Team,Last Day',
    'ada@acme.example,Ada Example,Active,grace@acme.example,Payments,',
    'linus@acme.example,Linus Example,Terminated,grace@acme.example,Payments,2026-01-31',
    '',
  ].join('\n'),
  'acme__leavers.csv':
    'email,last working day\nlinus@acme.example,2026-01-31\neve@acme.example,2099-12-31\n',
};

describeImporter(importer, { files });

const csv = (text: string, options = {}) =>
  runImport(importer, { 'people.csv': text }, { options });
const only = async (text: string, options = {}) => (await csv(text, options)).of('person')[0];
const gaps = async (text: string, options = {}) =>
  (await csv(text, options)).observations.flatMap((one) =>
    one.type === 'gap' ? [one.message] : [],
  );

describe('a list of people', () => {
  it.each([
    ['email,status', 'ada@acme.example,active'],
    ['Work Email;Employment Status', 'ada@acme.example;Employed'],
    ['Email Address [Required],Status [READ ONLY]', 'Ada@Acme.example,Active'],
    ['mail\taccountEnabled', 'ada@acme.example\tTrue'],
    ['User Principal Name,Suspended', 'ada@acme.example,FALSE'],
  ])('is read by common spellings: %s', async (header, row) => {
    expect(await only(`${header}\n${row}\n`)).toMatchObject({
      email: 'ada@acme.example',
      status: 'active',
    });
  });

  it.each([
    ['active', 'active'],
    ['On leave', 'active'],
    ['Terminated', 'left'],
    ['Suspended', 'left'],
    ['something else', 'unknown'],
    ['', 'unknown'],
  ])('takes the status %s for %s', async (written, status) => {
    expect((await only(`email,status\nada@acme.example,${written}\n`))?.status).toBe(status);
  });

  it.each([
    ['2026-01-31', '2026-01-31T23:59:59.999Z'],
    ['2026-01-31T08:00:00Z', '2026-01-31T23:59:59.999Z'],
    ['31.01.2026', '2026-01-31T23:59:59.999Z'],
    ['31/01/2026', '2026-01-31T23:59:59.999Z'],
    ['01/31/2026', '2026-01-31T23:59:59.999Z'],
    ['31 Jan 2026', '2026-01-31T23:59:59.999Z'],
  ])('reads the last day %s to its end', async (written, end) => {
    expect(await only(`email,last day\nada@acme.example,${written}\n`)).toMatchObject({
      leftAt: { state: 'seen', value: end },
      status: 'left',
    });
  });

  it('does not guess a day that can be read in two ways, unless it is told', async () => {
    const text = 'email,last day\nada@acme.example,02/03/2026\n';

    expect(await only(text)).toMatchObject({ leftAt: { state: 'unknown' }, status: 'unknown' });
    expect(await gaps(text)).toContainEqual(expect.stringContaining('--option days=DD/MM/YYYY'));
    expect(await only(text, { days: 'MM/DD/YYYY' })).toMatchObject({
      leftAt: { value: '2026-02-03T23:59:59.999Z' },
    });
  });

  it('counts those who leave later as there until then', async () => {
    expect(await only('email,last day\nada@acme.example,2099-12-31\n')).toMatchObject({
      status: 'active',
      leftAt: { state: 'seen' },
    });
  });

  it('loses only the row that it cannot read', async () => {
    const text =
      'email,status,team\nno address,active,Payments\nada@acme.example,active,Payments\n';

    const run = await csv(text);

    expect(run.of('person')).toHaveLength(1);
    expect(await gaps(text)).toContainEqual(
      expect.stringContaining('line 2: the e-mail is no address'),
    );
  });

  it('does not tell who is in a team when rows could not be read', async () => {
    const text =
      'email,status,team\nno address,active,Payments\nada@acme.example,active,Payments\n';

    expect((await csv(text)).of('team')).toEqual([
      { key: 'teams/payments', provider: 'people', name: 'Payments' },
    ]);
  });

  it('is taken for all only when it is told so', async () => {
    const text = 'email,status\nada@acme.example,active\n';

    expect((await csv(text)).completed).toEqual([]);
    expect((await csv(text, { complete: 'true' })).completed).toEqual(['people people.roster']);
  });
});

describe('a SCIM server', () => {
  it('tells people with their main address and their manager', async () => {
    const { of } = await runImport(importer, {
      'acme__scim-users.json': files['acme__scim-users.json'],
    });

    expect(of('person')).toEqual(
      expect.arrayContaining([
        expect.objectContaining({
          key: 'scim/u1',
          name: 'Ada Example',
          email: 'ada@acme.example',
          status: 'active',
          managerEmail: 'grace@acme.example',
        }),
        expect.objectContaining({ key: 'scim/u2', status: 'left' }),
      ]),
    );
  });

  it('does not call somebody active of whom it does not tell it', async () => {
    const text = JSON.stringify({ totalResults: 1, Resources: [{ id: 'u1', userName: 'ada' }] });

    const { of } = await runImport(importer, { 'acme__scim-users.json': text });

    expect(of('person')).toMatchObject([{ status: 'unknown', email: null }]);
  });

  it('is a gap when it refused', async () => {
    const text = JSON.stringify({
      schemas: ['urn:ietf:params:scim:api:messages:2.0:Error'],
      status: '403',
    });

    const { observations } = await runImport(importer, { 'acme__scim-users.json': text });

    expect(observations).toContainEqual(
      expect.objectContaining({ type: 'gap', reason: 'not-permitted' }),
    );
  });
});
