export type { AnyCheck, Check, Evidence, Outcome } from './define-check.ts';
export { cannotTell, defineCheck, fail, notApplicable, pass } from './define-check.ts';
export type {
  Coverage,
  CredentialSeen,
  CredentialView,
  ExposureSeen,
  ExposureView,
  GrantSeen,
  IdentityView,
  SubjectKind,
  Subjects,
} from './subject.ts';
