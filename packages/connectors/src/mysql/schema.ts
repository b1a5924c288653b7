import { z } from 'zod';

/** Y and N, or 1 and 0; an empty cell is NULL. */
const Flag = z.string().transform((cell) => (cell === '' ? null : /^(?:y|1|true)$/i.test(cell)));
const Count = z.string().transform((cell) => (/^-?\d+$/.test(cell) ? Number(cell) : null));

export const Account = z.object({
  user: z.string(),
  host: z.string(),
  is_role: Flag,
  plugin: z.string(),
  /** Y, N for none that fits, EMPTY for one of no letters. */
  has_password: z.string(),
  account_locked: Flag,
  password_expired: Flag,
  /** RFC 3339 in UTC; empty when not told. */
  password_last_changed: z.string(),
  /** Days; 0 is for ever; null or negative: the server's default. */
  password_lifetime: Count,
  default_password_lifetime: Count,
  ssl_type: z.string(),
});
export type Account = z.infer<typeof Account>;

/** One line of what `SHOW GRANTS` prints. */
export const Statement = z.object({ statement: z.string() });

export const Connections = z.object({
  user: z.string(),
  host: z.string(),
  current_connections: Count,
  total_connections: Count,
  /** When this was asked. */
  at: z.string(),
});
export type Connections = z.infer<typeof Connections>;
