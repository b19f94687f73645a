import type { SourceNature, UseClass } from './codes';
import type { IsoDate } from './interval';
import type { MatchCriterion, SpaceNeed } from './space-request';

/** Every rule of a quarter that is a number or a choice; shown to readers beside what it decides. */
export interface QuarterParameters {
  /** V6: a vacancy counts as market-active when it can be let within this many months. */
  readonly marketActiveMonths: number;
  /** V8: an end of tenancy counts as coming free when it is known to lie within this many months. */
  readonly availabilityMonths: number;
  /** V3: does the raised ground floor (HP) count as ground floor? */
  readonly countsRaisedGroundFloor: boolean;
  /** V10: reserve per group, as a ratio of units. */
  readonly reserve: { readonly dwelling: number; readonly commercial: number };
  /** V13: under this coverage only the range is shown. */
  readonly minimumCoverage: number;
  /** Bounds of the length classes in days: up to the first frictional, up to the second long, then structural. */
  readonly durationDays: readonly [frictional: number, long: number];
  /** Bounds of the freshness classes in days: fresh, ageing, old; beyond that outdated. */
  readonly freshnessDays: readonly [fresh: number, ageing: number, old: number];
  /** Smallest number of dwellings, and of houses, that a public figure with dwellings may rest on. */
  readonly disclosureK: number;
  /** How far areas before and after a division or merge may differ, as a ratio of the area before. */
  readonly areaTolerance: number;
  /** How long an offer is shown from its publication or its last confirmation, and when before its end it is asked about. */
  readonly listing: { readonly days: number; readonly reminderDays: readonly number[] };
  /** After so many days requests and enquiries of people who look for a space are deleted. */
  readonly requestDays: number;
  readonly enquiryDays: number;
  /**
   * After so many days the mail addresses of people who commented on a plan are deleted: from the answer on, or where
   * there is none, from the end of the consultation on. So long after it what was not shown goes as a whole.
   */
  readonly commentDays: { readonly answered: number; readonly unanswered: number };
  /** Stops and neighbours within this distance as the crow flies are "within walking distance", at this speed. */
  readonly walking: { readonly metres: number; readonly metresPerMinute: number };
  readonly matching: MatchingParameters;
  /** Value added tax on top of a rent (§ 12 (1) UStG), where the owner has opted for it; a ratio. */
  readonly vatRate: number;
}

/** How an idea is compared with a space. */
export interface MatchingParameters {
  /** Points of each criterion; a score is their sum, as a share of those that the idea asks for. */
  readonly weights: Readonly<Record<MatchCriterion, number>>;
  /** How far a space may lie outside of the wanted area, or above the wanted rent, before it earns nothing; ratios. */
  readonly areaTolerance: number;
  readonly rentTolerance: number;
  /** So many days after the wanted start a space that is not free yet earns nothing. */
  readonly waitingDays: number;
  /** An idea is told of a new space by mail from this score on, unless a need of its use is missed. */
  readonly alertScore: number;
  /** What counts as a strong power supply. */
  readonly strongPowerKw: number;
  /** What each use needs anyway, and why. */
  readonly useNeeds: readonly {
    readonly use: UseClass;
    readonly need: SpaceNeed;
    readonly reason: Readonly<Record<string, string>>;
  }[];
}

/** Settings of one quarter, authored in `geodata/quarters/<slug>/quarter.json`. */
export interface QuarterSettings {
  readonly timeZone: string;
  /** Whose public holidays opening hours follow: ISO 3166-1 in small letters, and the state as OpenStreetMap names it. */
  readonly holidays: { readonly country: string; readonly state: string };
  /** The town of every address of the quarter, and its country by ISO 3166-1. */
  readonly locality: { readonly town: string; readonly alpha2: string; readonly alpha3: string };
  readonly locales: readonly string[];
  /** What the quarter is called on its own pages, and its introduction, per locale. */
  readonly title: Readonly<Record<string, string>>;
  readonly intro: Readonly<Record<string, string>>;
  /** Slug of the block that the map opens on. */
  readonly focusBlock: string;
  /** Reference of the plan that "planned use" shows by default. */
  readonly leadPlan: string | null;
  /** First and last day of the time strip; the last lies in the future when a plan does. */
  readonly timeSpan: { readonly from: IsoDate; readonly to: IsoDate };
  readonly camera: {
    readonly center: readonly [lon: number, lat: number];
    readonly zoom: number;
    readonly pitch: number;
    readonly bearing: number;
  };
  readonly maxBounds: readonly [west: number, south: number, east: number, north: number];
  readonly parameters: QuarterParameters;
  /** What the sources page says of facts that the desk records. */
  readonly survey: {
    readonly publisher: string;
    readonly licence: string;
    readonly licenceUrl: string | null;
    readonly attribution: string;
    /** `illustrative` where the quarter is a demonstration. */
    readonly nature: SourceNature;
  };
  /** Marks on the time strip, such as the start of a programme. Real ones name their source. */
  readonly events: readonly {
    readonly on: IsoDate;
    readonly title: Readonly<Record<string, string>>;
    readonly source: string;
  }[];
}
