/** An e-mail address as a whole, lower case; null for anything else and for addresses of machines. */
export function emailOf(text: string): string | null {
  const email = text
    .trim()
    .replace(/^<|>$/g, '')
    .replace(/^mailto:/i, '')
    .toLowerCase();
  return wholeEmail.test(email) && !isMachineEmail(email) ? email : null;
}

/** Every e-mail address of a person or group in a text, lower case, each once. */
export function emailsIn(text: string): string[] {
  if (!text.includes('@')) return [];
  const found = text.toLowerCase().match(anyEmail) ?? [];
  return [...new Set(found.map((email) => email.replace(/\.+$/, '')))].filter(
    (email) => !isMachineEmail(email),
  );
}

const wholeEmail = /^[^\s@<>,;:/"\\]{1,64}@[a-z0-9-]+(?:\.[a-z0-9-]+)+$/;
const anyEmail = /[a-z0-9._%+'-]{1,64}@[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){1,6}/g;

function isMachineEmail(email: string): boolean {
  return machineEmail.test(email);
}

const machineEmail =
  /\.gserviceaccount\.com$|@users\.noreply\.github\.com$|^(?:no-?reply|donotreply|mailer-daemon|git)@|\bbot@|\[bot\]@/;

/** A name as it is compared: lower case, one blank between words. */
export function plainName(text: string): string {
  return text.normalize('NFKC').trim().replace(/\s+/g, ' ').toLowerCase();
}

/** A team's name as it is compared: `@acme/Team-Payments`, `payments team` and `Payments` are one. */
export function plainTeam(text: string): string {
  const last = plainName(text).replace(/^@/, '').split('/').at(-1) ?? '';
  const joined = last.replace(/[\s_.]+/g, '-').replace(/^-+|-+$/g, '');
  return joined
    .replace(/^(?:team|squad|grp|group)-(?=.)/, '')
    .replace(/(?<=.)-(?:team|squad|group)$/, '');
}

/** A user name as it is compared: the part before the `@`, without `.`, `_` and `-`. */
export function plainUserName(text: string): string {
  return (text.toLowerCase().split('@')[0] ?? '').replace(/[._-]/g, '');
}

/** The name of a tag as it is compared: without prefix, case and punctuation. */
export function plainTagName(name: string): string {
  return (name.split(/[:/]/).at(-1) ?? '').toLowerCase().replace(/[^a-z0-9]/g, '');
}

const placeholder =
  /^(?:|-+|n\/?a|none|null|nil|unknown|tbd|tbc|todo|fixme|changeme|undefined|not ?set|nobody|various|default|true|false|\?+|x+|admin|administrator|root|terraform|automation)$/i;

/** Whether a value stands where a name should, without being one. */
export function isPlaceholder(text: string): boolean {
  return placeholder.test(text.trim());
}

const automation =
  /\[bot\]$|\bbot\b|^(?:dependabot|renovate|github-actions|gitlab-bot|jenkins|terraform|pulumi|atlantis|argocd|flux|system|root|aws|google|microsoft|provider)\b|\b(?:terraform|cloudformation|automation|pipeline|deployer|runner)\b|\.amazonaws\.com$|\.gserviceaccount\.com$|^system:|^assumed-role$/i;

/** Whether a maker of things is a machine: what it made says nothing about who answers. */
function isAutomation(name: string): boolean {
  return automation.test(name);
}

/**
 * Who is meant by the identifier of a maker: the e-mail or user name in an ARN, a member
 * (`user:ada@acme.com`), a domain login (`ACME\ada`) or a path. Null when it is a role or machine.
 */
export function personIn(text: string): string | null {
  const value = text.trim();
  if (value === '' || isPlaceholder(value)) return null;
  const arn = /^arn:[\w-]*:(?:iam|sts)::\d*:(.+)$/.exec(value)?.[1];
  if (arn !== undefined) {
    const parts = arn.split('/');
    const last = parts.at(-1) ?? '';
    if (parts[0] === 'user') return isAutomation(last) ? null : last;
    // A role is not a person, but its session may be named after one.
    return parts[0] === 'assumed-role' ? emailOf(last) : null;
  }
  const member = /^(user|serviceAccount|group|deleted):(.+)$/.exec(value);
  if (member !== null) return member[1] === 'user' ? (member[2] ?? null) : null;
  const name = value.split('\\').at(-1) ?? value;
  return isAutomation(name) ? null : name;
}
