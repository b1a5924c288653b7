import {
  Bot,
  Cable,
  History,
  KeyRound,
  LayoutDashboard,
  ListChecks,
  type LucideIcon,
  ScanEye,
  ShieldAlert,
  UserRoundCheck,
  UsersRound,
} from 'lucide-react';

/** The pages that the navigation names, in its order. `go` is typed after `g`. */
export const places = [
  { to: '/', title: 'Overview', icon: LayoutDashboard, go: 'o' },
  { to: '/findings', title: 'Findings', icon: ShieldAlert, go: 'f' },
  { to: '/changes', title: 'Changes', icon: History, go: 'h' },
  { to: '/identities', title: 'Identities', icon: UsersRound, go: 'i' },
  { to: '/credentials', title: 'Credentials', icon: KeyRound, go: 'c' },
  { to: '/agents', title: 'Agents and MCP', icon: Bot, go: 'a' },
  { to: '/owners', title: 'Owners', icon: UserRoundCheck, go: 'w' },
  { to: '/coverage', title: 'Coverage', icon: ScanEye, go: 'v' },
  { to: '/sources', title: 'Sources', icon: Cable, go: 's' },
  { to: '/checks', title: 'Checks', icon: ListChecks, go: 'k' },
] as const satisfies readonly { to: string; title: string; icon: LucideIcon; go: string }[];
