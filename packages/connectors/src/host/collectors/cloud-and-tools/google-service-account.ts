export function serviceAccount(email: string) {
  return {
    kind: 'service-account',
    nativeType: 'google-service-account',
    key: `google-cloud:${email}`,
    name: email,
  } as const;
}
