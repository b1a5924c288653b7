/** The account id of an ARN; null when it has none (`aws` of managed policies included). */
export function accountOf(arn: string): string | null {
  const account = arn.split(':')[4] ?? '';
  return /^\d{12}$/.test(account) ? account : null;
}

/** The ARN of a user of which only account and name are known; right for users without a path. */
export function userArn(account: string, name: string): string {
  return `arn:aws:iam::${account}:user/${name}`;
}
