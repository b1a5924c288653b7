/** Where a value points to instead of holding the secret itself. */
export interface SecretReference {
  readonly kind:
    | 'environment-variable'
    | 'vault'
    | 'one-password'
    | 'aws-secrets-manager'
    | 'gcp-secret-manager'
    | 'azure-key-vault'
    | 'doppler'
    | 'infisical'
    | 'kubernetes-secret'
    | 'command'
    | 'template';
  /** What it points to, without the wrapping: a path, a variable, a command, an expression. */
  readonly name: string;
}

/** Shapes by kind, most telling first; group 1, or the first group that took part, is the name. */
const shapes: readonly (readonly [SecretReference['kind'], RegExp])[] = [
  ['one-password', /^(?:ref\+)?op:\/\/(\S.*)$/],
  ['vault', /^(?:ref\+vault:\/\/|vault:(?:\/\/)?|<path:)([^\s>]+)>?$/],
  ['doppler', /^(?:ref\+)?doppler:\/\/(\S+)$/],
  ['infisical', /^(?:ref\+)?infisical:\/\/(\S+)$/],
  ['kubernetes-secret', /^ref\+k8s:\/\/(\S+)$/],
  ['aws-secrets-manager', /^\{\{resolve:(?:secretsmanager|ssm-secure):([^}]+)\}\}$/],
  ['aws-secrets-manager', /^(arn:aws[\w-]*:secretsmanager:\S+)$/],
  ['aws-secrets-manager', /^(?:ref\+awssecrets|aws-?secrets?-?manager|secretsmanager):\/\/(\S+)$/],
  [
    'gcp-secret-manager',
    /^(?:\/\/secretmanager\.googleapis\.com\/)?(projects\/[^/\s]+\/secrets\/\S+)$/,
  ],
  ['gcp-secret-manager', /^(?:ref\+gcpsecrets|gcp-?secret-?manager|sm):\/\/(\S+)$/],
  ['azure-key-vault', /^@Microsoft\.KeyVault\(([^)]+)\)$/i],
  [
    'azure-key-vault',
    /^(https:\/\/[\w-]+\.vault\.(?:azure\.net|azure\.cn|usgovcloudapi\.net)\/secrets\/\S+)$/,
  ],
  ['azure-key-vault', /^(?:ref\+azurekeyvault|azure-?key-?vault|keyvault):\/\/(\S+)$/],
  ['template', /^\$\{\{\s*(.+?)\s*\}\}$/s],
  ['environment-variable', /^\$\{(?:env[:.])?([A-Za-z_]\w*)(?:[:?+-].*)?\}$/s],
  ['environment-variable', /^\$(?:env:)?([A-Za-z_]\w*)$/i],
  ['environment-variable', /^%([A-Za-z_]\w*)%$/],
  ['environment-variable', /^(?:process\.env\.|os\.environ\.|env:|env\.)([A-Za-z_]\w*)$/],
  [
    'environment-variable',
    /^(?:os\.(?:environ\[|getenv\(|environ\.get\()|process\.env\[)['"](\w+)['"][\])]$/,
  ],
  ['command', /^\$\((.+)\)$/s],
  ['command', /^`(.+)`$/s],
  ['template', /^\{\{-?\s*(.+?)\s*-?\}\}$/s],
  ['template', /^\$\{(.+)\}$/s],
  ['template', /^#\{(.+?)\}#?$/s],
  ['template', /^<%=?\s*(.+?)\s*%>$/s],
];

/** Says what a value refers to, or null when it holds its secret itself. */
export function referenceKind(value: string): SecretReference | null {
  const text = value.trim();
  for (const [kind, shape] of shapes) {
    const name = shape.exec(text)?.[1];
    if (name !== undefined) return { kind, name };
  }
  return null;
}
