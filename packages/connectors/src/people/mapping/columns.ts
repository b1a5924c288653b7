/** What a column of a list of people tells. */
export type PeopleField =
  | 'email'
  | 'name'
  | 'firstName'
  | 'lastName'
  | 'status'
  | 'shut'
  | 'managerEmail'
  | 'team'
  | 'leftAt'
  | 'title'
  | 'login'
  | 'id';

/** Spellings of columns, without case, blanks and punctuation; the first that is there counts. */
const spellings: Readonly<Record<PeopleField, readonly string[]>> = {
  email:
    'email emailaddress workemail workemailaddress emailwork primaryemail companyemail businessemail useremail employeeemail mail userprincipalname upn'.split(
      ' ',
    ),
  name: 'name fullname displayname employeename preferredname personname worker employee'.split(
    ' ',
  ),
  firstName: 'firstname givenname forename'.split(' '),
  lastName: 'lastname surname familyname'.split(' '),
  status:
    'status employmentstatus employeestatus workerstatus userstatus accountstatus state active isactive enabled accountenabled employed'.split(
      ' ',
    ),
  shut: 'suspended terminated disabled archived inactive deactivated hasleft isleaver'.split(' '),
  managerEmail:
    'manageremail managersemail manageremailaddress supervisoremail linemanageremail reportstoemail manager supervisor linemanager reportsto'.split(
      ' ',
    ),
  team: 'team teams teamname squad group groups department dept departmentname businessunit orgunit'.split(
    ' ',
  ),
  leftAt:
    'leftdate leftat left dateleft leavedate leavingdate dateofleaving lastday lastworkingday lastdayofwork lastdayofemployment lastdate enddate employmentenddate terminationdate terminationeffectivedate termdate exitdate departuredate offboardingdate separationdate'.split(
      ' ',
    ),
  title: 'title jobtitle position role jobrole'.split(' '),
  login:
    'login username user loginname samaccountname githublogin githubusername githubuser github gitlabusername gitlab'.split(
      ' ',
    ),
  id: 'employeeid employeenumber workerid personid personnelnumber staffid userid id'.split(' '),
};

/** The columns of a list, by what they tell; a login may stand in several. */
export type PeopleColumns = Readonly<Partial<Record<PeopleField, readonly string[]>>>;

/** `E-Mail Address [Required]` as it is compared: `emailaddress`. */
function plain(column: string): string {
  return column
    .replace(/[[(].*?[\])]/g, '')
    .toLowerCase()
    .replace(/[^a-z0-9]/g, '');
}

/** Finds the columns of a header line by their common spellings. */
export function columnsOf(header: Iterable<string>): PeopleColumns {
  const byName = new Map<string, string>();
  for (const column of header) {
    const name = plain(column);
    if (name !== '' && !byName.has(name)) byName.set(name, column);
  }
  const entries = Object.entries(spellings).map(([field, names]) => {
    const found = names.flatMap((name) => byName.get(name) ?? []);
    return [field, field === 'login' ? found : found.slice(0, 1)] as const;
  });
  return Object.fromEntries(entries.filter(([, found]) => found.length > 0));
}

/** Whether a header is that of a list of people, and of which kind; null when it is none. */
export function kindOfList(header: Iterable<string>): 'roster' | 'leavers' | null {
  const columns = columnsOf(header);
  if (columns.email === undefined) return null;
  if (columns.status ?? columns.shut ?? columns.managerEmail ?? columns.team) return 'roster';
  return columns.leftAt === undefined ? null : 'leavers';
}
