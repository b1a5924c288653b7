/** Connectors that read of other providers' things: their rows are copies, beside what the provider itself tells. */
export const copyingConnectors: readonly string[] = [
  'generic',
  'host',
  'scanner-reports',
  'terraform',
];
