import {
  AppWindow,
  Bot,
  Box,
  Cog,
  Database,
  FileKey,
  Fingerprint,
  KeyRound,
  type LucideIcon,
  Server,
  ShieldHalf,
  Sparkles,
  TriangleAlert,
  User,
  Users,
} from 'lucide-react';

const icons: Readonly<Record<string, LucideIcon>> = {
  'service-account': Cog,
  role: ShieldHalf,
  application: AppWindow,
  'machine-user': User,
  workload: Box,
  bot: Bot,
  'database-login': Database,
  agent: Sparkles,
  credential: KeyRound,
  exposure: TriangleAlert,
  resource: Database,
  entitlement: FileKey,
  grant: FileKey,
  instance: Server,
  principal: Users,
};

/** The picture of a kind; words stand beside it, so it is silent. */
export function KindIcon({ kind, className = 'size-4' }: { kind: string; className?: string }) {
  const Icon = icons[kind] ?? Fingerprint;
  return <Icon aria-hidden className={`shrink-0 text-soft ${className}`} />;
}
