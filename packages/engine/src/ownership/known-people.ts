import type { OwnerStatus, Person, Team, TeamMembers } from '@nonhuman/model';

/** A row of the inventory about a person, and when its source was read. */
export interface PersonRow {
  readonly id: string;
  readonly observedAt: Date;
  readonly facts: Person;
}
export interface TeamRow {
  readonly id: string;
  readonly facts: Team;
}

/** What one source says about whether a person is there. */
export interface PersonStatement {
  readonly provider: string;
  readonly status: OwnerStatus;
  readonly leftAt: string | null;
  readonly observedAt: string;
}

/** One human being, whatever number of sources tell of them. */
export interface KnownPerson {
  /** `person:<e-mail>`, or `person:<provider>/<key>` without one. */
  readonly key: string;
  readonly type: 'person';
  readonly name: string;
  readonly email: string | null;
  readonly emails: readonly string[];
  readonly status: OwnerStatus;
  readonly statusBecause: string;
  /** The day after which they are gone, when a source tells one. */
  readonly leftAt: string | null;
  readonly managerEmail: string | null;
  readonly title: string | null;
  /** The latest first. */
  readonly statements: readonly PersonStatement[];
  /** Keys of teams. */
  readonly teams: readonly string[];
}

/** A team, with those of its members who are there. */
export interface KnownTeam {
  /** `team:<plain name>`. */
  readonly key: string;
  readonly type: 'team';
  readonly name: string;
  readonly email: string | null;
  readonly status: OwnerStatus;
  readonly statusBecause: string;
  /** Null when no source tells who belongs to it. */
  readonly members: TeamMembers | null;
  /** Keys of people. */
  readonly memberKeys: readonly string[];
}

export type KnownOwner = KnownPerson | KnownTeam;

/** How somebody is named by a piece of evidence. */
export interface Mention {
  readonly text: string;
  readonly email?: string | null;
  /** The provider that names them: its own logins and ids come first. */
  readonly provider: string;
  /** What they are taken for when nobody knows them. */
  readonly type: 'person' | 'team';
}

/** Who was meant, and by what they were recognised. */
export interface Recognised {
  readonly owner: KnownOwner;
  readonly by: 'e-mail' | 'id' | 'login' | 'user name' | 'name';
}

/** Everybody of whom people sources tell. */
export interface People {
  readonly persons: ReadonlyMap<string, KnownPerson>;
  readonly teams: ReadonlyMap<string, KnownTeam>;
  /** Null when nobody known is meant, or when several could be. */
  recognise(mention: Mention): Recognised | null;
  /** The team of this name, however it is spelled; null when none is known. */
  teamNamed(name: string): KnownTeam | null;
}
