export type { CompanySize } from './company.ts';
export type { ToldThing } from './score/names.ts';
export type { Score, Told } from './score/score.ts';
export { scoreOf, shortfalls } from './score/score.ts';
export type { ToldFinding } from './score/score-checks.ts';
export type { ToldLink } from './score/score-links.ts';
export type { ToldOwners } from './score/score-owners.ts';
export { scoreText } from './score/table.ts';
export type { LinkKind, SubjectName, Truth, TruthOfLink, TruthOfSubject } from './truth.ts';
export type {
  CompanyHost,
  CompanyImport,
  CompanyRequest,
  WrittenCompany,
} from './write-company.ts';
export { writeCompany } from './write-company.ts';
