import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { everyPlanFileWords } from '../../src/i18n/plan-file-words';
import { CAPABILITY_TABLE, ROLES, type Actor, type Capability, type Role } from '../../src/lib/domain/access';
import { NO_CHANGE_FILTER } from '../../src/lib/domain/change';
import { DomainError } from '../../src/lib/domain/errors';
import type { ListingDraft } from '../../src/lib/domain/listing-draft';
import type { Occupancy } from '../../src/lib/domain/occupancy';
import type { RuleInput } from '../../src/lib/domain/plan/rule-input';
import type { UnitFacts } from '../../src/lib/domain/unit-facts';
import type { ServiceContext } from '../../src/lib/server/context';
import * as administration from '../../src/lib/server/account/account-administration';
import * as account from '../../src/lib/server/account/account';
import * as buildingFacts from '../../src/lib/server/building/building-facts';
import * as buildingRecord from '../../src/lib/server/building/building-record';
import * as businessFacts from '../../src/lib/server/business/business-facts';
import * as businessRecord from '../../src/lib/server/business/business-record';
import * as change from '../../src/lib/server/change/change';
import * as changedRow from '../../src/lib/server/change/changed-row';
import * as commentDesk from '../../src/lib/server/consultation/comment-desk';
import * as commentModeration from '../../src/lib/server/consultation/comment-moderation';
import * as guideChange from '../../src/lib/server/guide/guide-change';
import * as guideRecord from '../../src/lib/server/guide/guide-record';
import * as officeChange from '../../src/lib/server/guide/office-change';
import * as answerFigure from '../../src/lib/server/enquiry/answer-figure';
import * as enquiryAnswer from '../../src/lib/server/enquiry/enquiry-answer';
import * as enquiryDesk from '../../src/lib/server/enquiry/enquiry-desk';
import * as viewing from '../../src/lib/server/enquiry/viewing';
import * as counselling from '../../src/lib/server/request/counselling';
import * as requestDesk from '../../src/lib/server/request/request-desk';
import * as invitation from '../../src/lib/server/account/invitation';
import * as outbox from '../../src/lib/server/mail/outbox';
import * as occupancy from '../../src/lib/server/unit/occupancy';
import * as organisation from '../../src/lib/server/account/organisation';
import * as pastKnowledge from '../../src/lib/server/change/past-knowledge';
import * as secondFactor from '../../src/lib/server/account/second-factor';
import * as listingChange from '../../src/lib/server/listing/listing-change';
import * as listingFile from '../../src/lib/server/listing/listing-file';
import * as listingRecord from '../../src/lib/server/listing/listing-record';
import * as listingState from '../../src/lib/server/listing/listing-state';
import * as unitToOffer from '../../src/lib/server/listing/unit-to-offer';
import * as planFollowUp from '../../src/lib/server/use-plan/plan-follow-up';
import * as planHistory from '../../src/lib/server/use-plan/plan-history';
import * as planList from '../../src/lib/server/use-plan/plan-list';
import * as planMaking from '../../src/lib/server/use-plan/plan-making';
import * as planRatio from '../../src/lib/server/use-plan/plan-ratio';
import * as planRecord from '../../src/lib/server/use-plan/plan-record';
import * as planStep from '../../src/lib/server/use-plan/plan-step';
import * as planRule from '../../src/lib/server/use-plan/plan-rule';
import * as planImport from '../../src/lib/server/use-plan/plan-file/plan-import';
import * as planSave from '../../src/lib/server/use-plan/plan-save';
import * as ruleFacts from '../../src/lib/server/use-plan/rule-facts';
import * as zone from '../../src/lib/server/use-plan/zone';
import * as storey from '../../src/lib/server/building/storey';
import * as undo from '../../src/lib/server/change/undo';
import * as unitFacts from '../../src/lib/server/unit/unit-facts';
import * as unitRecord from '../../src/lib/server/unit/unit-record';
import type { UnitPart } from '../../src/lib/server/unit/unit-structure';
import * as unitStructure from '../../src/lib/server/unit/unit-structure';
import * as worklist from '../../src/lib/server/worklist';
import { createTestDatabase, type TestDatabase } from '../support/database';
import { contextOf, TODAY } from '../support/factories';

/** Whose things a call is about. */
interface Things {
  readonly unitId: number;
  readonly buildingId: number;
  readonly businessId: number;
  readonly storeyId: number;
  readonly enquiryId: string;
  readonly listingId: number;
}

type Decision =
  /** Shows each reader what they may see; the canary tests read every byte of it. */
  | 'public'
  /** Called by services and by the program itself, never with what a reader sent. */
  | 'inside'
  /** Proven by a secret from a mail or from the first start. */
  | 'secret'
  /** About one's own account. */
  | { readonly own: (context: ServiceContext) => Promise<unknown> }
  | { readonly capability: Capability; readonly call: (context: ServiceContext, things: Things) => Promise<unknown> }
  /** Lists what the capability reaches to: the houses that its rows are about. */
  | { readonly capability: Capability; readonly list: (context: ServiceContext) => Promise<readonly number[]> };

const NOBODY = '00000000-0000-4000-8000-000000000000';
const claim = (id: number) => ({ id, version: null });
const evidence = { method: 'visit', checkedOn: TODAY } as const;
const note = null;
const state: Omit<Occupancy, 'checkedOn'> = {
  ...{ status: 'vacant', useClass: null, reason: null, activatableMonths: null, isStartKnown: true, tenancy: null }
};
const draft: UnitPart = { code: 'NEU', kind: 'shop', areaSqm: null, areaType: null, frontageM: null, occupancy: state };
const facts: UnitFacts = {
  ...{ code: 'NEU', kind: 'shop', areaSqm: 10, areaType: 'usable', frontageM: null, hasOwnEntrance: false },
  ...{ isStepFree: null, isDivisible: null, powerKw: null, hasExtractor: null, hasToilet: null },
  ...{ isShopUsePlausible: false, disclosure: 'withheld', locationPrecision: 'exact' }
};
const stepTexts = { base: { title: 'N', body: 'N', duration: null, legal_basis: null }, others: {}, confirmed: [] };
const step = { facts: { kind: 'idea', uses: [], link: null, officeId: null } as const, texts: stepTexts };
const office = {
  facts: { address: null, languages: [], email: null, phone: null, website: null, openingHours: null },
  texts: { base: { name: 'N', description: 'N' }, others: {}, confirmed: [] }
};
const guides = (call: (context: ServiceContext) => Promise<unknown>): Decision => ({
  capability: 'guide:change',
  call
});
const plans = (call: (context: ServiceContext) => Promise<unknown>): Decision => ({ capability: 'plan:change', call });
const decides = (call: (context: ServiceContext) => Promise<unknown>): Decision => ({
  capability: 'plan:decide',
  call
});
const described = { texts: { base: { title: 'N', summary: 'N' }, others: {}, confirmed: [] }, horizonOn: TODAY };
const rules = (call: (context: ServiceContext) => Promise<unknown>): Decision => ({ capability: 'rule:change', call });
const rule: RuleInput = {
  texts: { base: { title: 'N', hint: 'N' }, others: {}, confirmed: [] },
  ...{ legalSource: 'N', link: null, condition: { fact: 'is_monument', comparison: 'is', value: true } },
  examples: [{ facts: { is_monument: true }, expected: 'given' }]
};
/** Mails are composed only once somebody was let. */
const mails = null as never;
const words = { text: 'Guten Tag', mails };
const offer: ListingDraft = {
  texts: { base: { title: 'Laden', description: '', fit_out: null, conditions: null }, others: {}, confirmed: [] },
  ...{ suitableUses: [], availableOn: TODAY, rentCentsPerSqm: null, serviceChargeCentsPerSqm: null, isVatAdded: false },
  ...{ depositMonths: null, minTermMonths: null, maxTermMonths: null, divisibleFromSqm: null, energyKind: null },
  ...{ energyKwhPerSqm: null, contactName: null, contactEmail: null, isAddressReleased: true }
};
const administer = (call: (context: ServiceContext) => Promise<unknown>): Decision => ({
  capability: 'account:administer',
  call
});

/** What was decided about every function of the services, by module and name. A new one must be decided about here. */
const DECISIONS: Readonly<Record<string, Decision>> = {
  'account-administration/listAccounts': administer(administration.listAccounts),
  'account-administration/getAccount': administer((c) => administration.getAccount(c, NOBODY)),
  'account-administration/grantRole': administer((c) =>
    administration.grantRole(c, NOBODY, { role: 'planner', organisationId: null, isForAllQuarters: false })
  ),
  'account-administration/revokeRole': administer((c) => administration.revokeRole(c, NOBODY, 1)),
  'account-administration/disableAccount': administer((c) => administration.disableAccount(c, NOBODY)),
  'account-administration/enableAccount': administer((c) => administration.enableAccount(c, NOBODY)),
  'account-administration/removeSecondFactor': administer((c) => administration.removeSecondFactor(c, NOBODY)),
  'account/requireAccount': 'inside',
  'account/noteOf': 'inside',
  'account/getOwnAccount': { own: account.getOwnAccount },
  'account/changeProfile': { own: (c) => account.changeProfile(c, { name: 'N.', locale: 'de' }) },
  'account/confirmPassword': { own: (c) => account.confirmPassword(c, 'x') },
  'account/changePassword': { own: (c) => account.changePassword(c, { oldPassword: 'x', password: 'y' } as never) },
  'account/takeResetRequest': 'public',
  'account/mailPasswordReset': 'public',
  'account/findReset': 'secret',
  'account/resetPassword': 'secret',
  'answer-figure/getAnswerFigure': 'public',
  'answer-figure/getExactAnswerFigure': { capability: 'listing:publish', call: answerFigure.getExactAnswerFigure },
  'attribute-table/getAttributeTable': 'public',
  'audit/inChange': 'inside',
  'audit/openEvent': 'inside',
  'authorise/assertCapable': 'inside',
  'building-facts/correctBuilding': {
    capability: 'structure:change',
    call: (c, { buildingId }) =>
      buildingFacts.correctBuilding(c, {
        building: claim(buildingId),
        facts: {
          ...{ street: 'Neue Straße', houseNumber: '1', postcode: null, name: null, isAddressChecked: true },
          ...{ isMonument: false, builtYear: null, storeysAbove: null, roofStoreys: null }
        },
        note
      })
  },
  'building-facts/changeRenewal': {
    capability: 'structure:change',
    call: (c, { buildingId }) =>
      buildingFacts.changeRenewal(c, { building: claim(buildingId), from: TODAY, to: null, state: 'secured', note })
  },
  'building-facts/correctRenewal': {
    capability: 'structure:change',
    call: (c, { buildingId }) =>
      buildingFacts.correctRenewal(c, { building: claim(buildingId), entryId: 1, wanted: null, note })
  },
  'building-list/listBuildings': 'public',
  'building-record/readBuildingRecord': {
    capability: 'structure:change',
    call: (c, { buildingId }) => buildingRecord.readBuildingRecord(c, buildingId)
  },
  'building/getBuilding': 'public',
  'business-facts/correctBusiness': {
    capability: 'business:change',
    call: (c, { businessId }) =>
      businessFacts.correctBusiness(c, {
        business: claim(businessId),
        facts: {
          ...{ name: 'Neu', description: null, languages: [], languagesConsent: false, openingHours: null },
          ...{
            website: null,
            foundedOn: null,
            jobs: null,
            trainingPlaces: null,
            openJobs: null,
            openTrainingPlaces: null
          }
        },
        note
      })
  },
  'business-record/readBusinessRecord': {
    capability: 'business:change',
    call: (c, { businessId }) => businessRecord.readBusinessRecord(c, businessId)
  },
  'business-record/listOwnBusinesses': 'public',
  'business/getBusiness': 'public',
  'business/listBusinesses': 'public',
  'change-feed/hasChangedSince': 'public',
  'change-feed/listPlansChangedSince': 'inside',
  'change-feed/changeFeed': 'inside',
  'change-list/listChangedIds': 'inside',
  'change/listChanges': { capability: 'audit:read', call: (c) => change.listChanges(c, { filter: NO_CHANGE_FILTER }) },
  'change/eachChange': { capability: 'audit:read', call: (c) => change.eachChange(c, NO_CHANGE_FILTER).next() },
  'change/getChange': { capability: 'audit:read', call: (c) => change.getChange(c, 1) },
  'change/listChangesSince': {
    capability: 'occupancy:change',
    call: (c, { unitId }) => change.listChangesSince(c, { entity: 'unit', id: unitId, version: 0 })
  },
  'changed-row/nameChange': {
    capability: 'audit:read',
    call: (c) => changedRow.nameChange(c, { rows: [] } as never)
  },
  'comment-desk/countWaiting': { capability: 'comment:moderate', call: commentDesk.countWaiting },
  'comment-desk/listDeskComments': {
    capability: 'comment:moderate',
    call: (c) => commentDesk.listDeskComments(c, { planId: 1, view: 'all' })
  },
  'comment-desk/listRecord': { capability: 'comment:moderate', call: (c) => commentDesk.listRecord(c, 1) },
  'comment-desk/readWaiting': 'inside',
  'comment-jobs/commentJobs': 'inside',
  'comment-jobs/forgetCommenters': 'inside',
  'comment-jobs/tellOfWaiting': 'inside',
  'comment-list/countComments': 'public',
  'comment-list/getConsultation': 'public',
  'comment-moderation/answerComments': {
    capability: 'comment:moderate',
    call: (c) => commentModeration.answerComments(c, { planId: 1, ids: [1], outcome: 'noted', reply: 'Gut.', mails })
  },
  'comment-moderation/publishComments': {
    capability: 'comment:moderate',
    call: (c) => commentModeration.publishComments(c, { planId: 1, ids: [1] })
  },
  'comment-moderation/rejectComments': {
    capability: 'comment:moderate',
    call: (c) => commentModeration.rejectComments(c, { planId: 1, ids: [1], reason: 'Werbung.', mails })
  },
  'comment-place/readPlaces': 'inside',
  'comment-record/eraseComment': 'inside',
  'comment-record/forgetAddress': 'inside',
  'comment-record/issueCommentLink': 'inside',
  'comment-record/lockComments': 'inside',
  'comment-record/mailCommenter': 'inside',
  'comment-record/placeOf': 'inside',
  'comment-record/subjectColumns': 'inside',
  'comment-record/subjectOf': 'inside',
  'comment/sendComment': 'public',
  'counselling/announceHandover': 'inside',
  'counselling/assertCounselled': 'inside',
  'counselling/changeSpokenLanguages': {
    capability: 'request:read',
    call: (c) => counselling.changeSpokenLanguages(c, ['ar'])
  },
  'counselling/listCounsellingLanguages': 'public',
  'counselling/readSpokenLanguages': 'inside',
  'directory/listDirectory': 'public',
  'district/getDistrict': 'public',
  'district/listDistricts': 'public',
  'enquiry-answer/answerEnquiry': {
    capability: 'enquiry:answer',
    call: (c, { enquiryId: id }) => enquiryAnswer.answerEnquiry(c, { id, state: null, ...words })
  },
  'enquiry-answer/changeEnquiry': 'inside',
  'enquiry-answer/deleteEnquiry': {
    capability: 'enquiry:answer',
    call: (c, { enquiryId }) => enquiryAnswer.deleteEnquiry(c, enquiryId)
  },
  'enquiry-answer/nameAnswerer': 'inside',
  'enquiry-answer/noteEnquiry': {
    capability: 'enquiry:answer',
    call: (c, { enquiryId: id }) => enquiryAnswer.noteEnquiry(c, { id, ...words })
  },
  'enquiry-answer/setState': {
    capability: 'enquiry:answer',
    call: (c, { enquiryId: id }) => enquiryAnswer.setState(c, { id, state: 'agreed' })
  },
  'enquiry-desk/getEnquiry': {
    capability: 'enquiry:answer',
    call: (c, { enquiryId }) => enquiryDesk.getEnquiry(c, enquiryId)
  },
  'enquiry-desk/listEnquiries': {
    capability: 'enquiry:answer',
    call: (c, { buildingId }) => enquiryDesk.listEnquiries(c, { view: 'all', buildingId })
  },
  'enquiry-desk/openEnquiry': {
    capability: 'enquiry:answer',
    call: (c, { enquiryId }) => enquiryDesk.openEnquiry(c, enquiryId)
  },
  'enquiry-letter/listOfferers': 'inside',
  'enquiry-letter/mailOfferers': 'inside',
  'enquiry-letter/mailSeeker': 'inside',
  'enquiry-record/aboutEnquiry': 'inside',
  'enquiry-record/eraseEnquiry': 'inside',
  'enquiry-record/listMessages': 'inside',
  'enquiry-record/listViewings': 'inside',
  'enquiry-record/lockEnquiry': 'inside',
  'enquiry-record/setEnquiryState': 'inside',
  'enquiry-record/toEnquiryFacts': 'inside',
  'enquiry-record/toViewingEntry': 'inside',
  'enquiry/getEnquiryOffer': 'public',
  'enquiry/sendEnquiry': 'public',
  'figure-area/readArea': 'inside',
  'figure-area/readDate': 'inside',
  'figure-area/readDefinitions': 'inside',
  'figure-area/readGroup': 'inside',
  'figure-sheet/getFigureSheet': 'public',
  'figure/getFigures': 'public',
  'figure/getVacancySeries': 'public',
  'focus-columns/arrangeFocus': 'inside',
  'focus-rows/readFocusRows': 'inside',
  'focus/loadFocus': 'public',
  'focus/loadHouse': 'public',
  'funding/sumFunding': 'inside',
  'grant/insertGrant': 'inside',
  'grant/requireAdministrator': 'inside',
  'grant/requireReach': 'inside',
  'grant/resolveGrant': 'inside',
  'grouping/groupRows': 'inside',
  'health/readHealth': 'public',
  'house-choice/chooseHouse': 'public',
  'house-choice/listOwnHouses': 'public',
  'guide-change/addGuideStep': guides((c) => guideChange.addGuideStep(c, step)),
  'guide-change/changeGuideStep': guides((c) => guideChange.changeGuideStep(c, { ...step, step: claim(1) })),
  'guide-change/showGuideStep': guides((c) => guideChange.showGuideStep(c, { step: claim(1), isPublished: false })),
  'guide-change/moveGuideStep': guides((c) => guideChange.moveGuideStep(c, { step: claim(1), by: 1 })),
  'guide-change/removeGuideStep': guides((c) => guideChange.removeGuideStep(c, claim(1))),
  'guide-record/listStepRecords': guides((c) => guideRecord.listStepRecords(c, [])),
  'guide-record/readStepRecord': guides((c) => guideRecord.readStepRecord(c, 1)),
  'guide-record/listOfficeRecords': guides(guideRecord.listOfficeRecords),
  'guide-record/readOfficeRecord': guides((c) => guideRecord.readOfficeRecord(c, 1)),
  'guide-step/listGuideSteps': 'public',
  'invitation/invite': administer((c) =>
    invitation.invite(c, { email: 'a@example.org', name: 'A', locale: 'de', role: 'planner' } as never)
  ),
  'invitation/listInvitations': administer(invitation.listInvitations),
  'invitation/withdrawInvitation': administer((c) => invitation.withdrawInvitation(c, 'x')),
  'invitation/findInvitation': 'secret',
  'invitation/acceptWithNewAccount': 'secret',
  'invitation/acceptInvitation': 'secret',
  'listing-change/changeListing': {
    capability: 'listing:change',
    call: (c, { listingId }) => listingChange.changeListing(c, { listing: claim(listingId), draft: offer, as: 'draft' })
  },
  'listing-change/createListing': {
    capability: 'listing:change',
    call: (c, { unitId }) => listingChange.createListing(c, { unitId, draft: offer, as: 'draft' })
  },
  'listing-expiry/expireListings': 'inside',
  'listing-expiry/listingJobs': 'inside',
  'listing-expiry/remindOfExpiry': 'inside',
  'listing-expiry/takeDownBegun': 'inside',
  'listing-file/addListingFiles': {
    capability: 'listing:change',
    call: (c, { listingId }) =>
      listingFile.addListingFiles(c, { listing: claim(listingId), pictures: [], isChecked: true })
  },
  'listing-file/describeListingFile': {
    capability: 'listing:change',
    call: (c, { listingId }) =>
      listingFile.describeListingFile(c, {
        ...{ listing: claim(listingId), fileId: 1 },
        words: { kind: 'photo', altText: 'Tür', credit: 'N. N.', takenOn: null }
      })
  },
  'listing-file/getListingFile': 'public',
  'listing-file/moveListingFile': {
    capability: 'listing:change',
    call: (c, { listingId }) => listingFile.moveListingFile(c, { listing: claim(listingId), fileId: 1, by: 1 })
  },
  'listing-file/removeListingFile': {
    capability: 'listing:change',
    call: (c, { listingId }) => listingFile.removeListingFile(c, { listing: claim(listingId), fileId: 1 })
  },
  'listing-picture/preparePicture': 'inside',
  'listing-record/findOffer': 'inside',
  'listing-record/isUnitLet': 'inside',
  'listing-record/listDeskListings': {
    capability: 'listing:change',
    list: async (c) =>
      (await listingRecord.listDeskListings(c, { status: null, text: '' })).rows.map(({ unit }) => unit.building.id)
  },
  'listing-record/readListingRecord': {
    capability: 'listing:change',
    call: (c, { listingId }) => listingRecord.readListingRecord(c, listingId)
  },
  'listing-state/assertMayBePublic': 'inside',
  'listing-state/moveListing': {
    capability: 'listing:change',
    call: (c, { listingId }) => listingState.moveListing(c, { listing: claim(listingId), step: 'withdraw', note })
  },
  'listing-state/publicationOf': 'inside',
  'listing-state/takeStep': 'inside',
  'listing-taken-down/claimOffers': 'inside',
  'listing-taken-down/takeDownEnded': 'inside',
  'listing-taken-down/takeDownLet': 'inside',
  'business-json-ld/describeBusiness': 'public',
  'expose-surroundings/findSurroundings': 'inside',
  'expose/findExpose': 'public',
  'json-ld/writeJsonLd': 'inside',
  'offer-document/addressOf': 'inside',
  'offer-document/changeOf': 'inside',
  'offer-document/latestChange': 'inside',
  'offer-feed/exportFeed': 'public',
  'offer-json-ld/describeOffer': 'public',
  'offer-table/exportCsv': 'public',
  'offer-table/exportXlsx': 'public',
  'offer/listOffers': 'public',
  'offer/readOffers': 'inside',
  'openimmo-property/writeProperty': 'inside',
  'openimmo/exportOpenImmo': 'public',
  'openimmo/exportOpenImmoOffer': 'public',
  'sitemap/countPaths': 'public',
  'sitemap/listPaths': 'public',
  'listing-visibility/isListingShown': 'inside',
  'listing-visibility/isPlaceShown': 'inside',
  'listing-visibility/shownMeasures': 'inside',
  'listing/findListingOfUnit': 'public',
  'listing/getListing': 'public',
  'listing/listListings': 'public',
  'outbox/listOutbox': { capability: 'outbox:read', call: outbox.listOutbox },
  'outbox/retryMail': { capability: 'outbox:read', call: (c) => outbox.retryMail(c, NOBODY) },
  'measure/getMeasure': 'public',
  'measure/listMeasures': 'public',
  'measure/listMeasuresOfBuilding': 'public',
  'occupancy/assertMayChange': 'inside',
  'occupancy/assertTenant': 'inside',
  'occupancy/checkEvidence': 'inside',
  'occupancy/checkNote': 'inside',
  'occupancy/changeOccupancy': {
    capability: 'occupancy:change',
    call: (c, { unitId }) =>
      occupancy.changeOccupancy(c, { units: [claim(unitId)], from: TODAY, to: null, occupancy: state, evidence, note })
  },
  'occupancy/confirmOccupancy': {
    capability: 'occupancy:change',
    call: (c, { unitId }) => occupancy.confirmOccupancy(c, { units: [claim(unitId)], evidence })
  },
  'occupancy/correctOccupancy': {
    capability: 'occupancy:correct',
    call: (c, { unitId }) =>
      occupancy.correctOccupancy(c, {
        ...{ unit: claim(unitId), entryId: 1, from: TODAY, to: null, occupancy: state, evidence, note }
      })
  },
  'occupancy/removeOccupancy': {
    capability: 'occupancy:correct',
    call: (c, { unitId }) => occupancy.removeOccupancy(c, { unit: claim(unitId), entryId: 1, note })
  },
  'office-change/addOffice': guides((c) => officeChange.addOffice(c, office)),
  'office-change/changeOffice': guides((c) => officeChange.changeOffice(c, { ...office, office: claim(1) })),
  'office-change/removeOffice': guides((c) => officeChange.removeOffice(c, claim(1))),
  'office/officeColumns': 'inside',
  'office/toOffice': 'inside',
  'office/listOffices': 'public',
  'opening/checkHours': 'inside',
  'opening/readOpening': 'inside',
  'opening/isOpenAt': 'inside',
  'opening/readOpeningNow': 'inside',
  'offered-space/nameForOffice': 'inside',
  'offered-space/nameForSeeker': 'inside',
  'offered-space/readOfferedSpace': 'inside',
  'offerer/findOfferers': 'inside',
  'offerer/findPlanners': 'inside',
  'organisation/listOrganisations': administer(organisation.listOrganisations),
  'organisation/getOrganisation': administer((c) => organisation.getOrganisation(c, 1)),
  'organisation/addOrganisation': administer((c) => organisation.addOrganisation(c, 'Neu')),
  'organisation/renameOrganisation': administer((c) => organisation.renameOrganisation(c, 1, 'Neu')),
  'organisation/addProperty': administer((c) =>
    organisation.addProperty(c, { organisationId: 1, kind: 'building', recordId: 1 })
  ),
  'organisation/removeProperty': administer((c) =>
    organisation.removeProperty(c, { organisationId: 1, kind: 'building', recordId: 1 })
  ),
  'organisation/removeOrganisation': administer((c) => organisation.removeOrganisation(c, 1)),
  'outside-house/loadOutsideHouse': 'public',
  'own-change/beginOwnChange': 'inside',
  'own-change/finishOwnChange': 'inside',
  'own-comment/deleteOwnComment': 'secret',
  'own-comment/getOwnComment': 'secret',
  'own-comment/withdrawComment': 'secret',
  'own-enquiry/answerViewing': 'secret',
  'own-enquiry/deleteOwnEnquiry': 'secret',
  'own-enquiry/getOwnEnquiry': 'secret',
  'own-enquiry/readOwnCalendar': 'secret',
  'own-enquiry/withdrawEnquiry': 'secret',
  'own-enquiry/writeMessage': 'secret',
  'past-knowledge/asKnownOn': {
    capability: 'past-knowledge:read',
    call: (c) => pastKnowledge.asKnownOn(c, TODAY, async () => null)
  },
  'provenance/listSources': 'public',
  'provenance/provenanceColumns': 'inside',
  'provenance/toProvenance': 'inside',
  'public-spaces/publicSpaces': 'inside',
  'public-spaces/toSpaces': 'inside',
  'quarter/getQuarter': 'public',
  'quarter/getTimeZone': 'public',
  'reference/toBuildingReference': 'inside',
  'reference/toUnitReference': 'inside',
  'request-desk/finishCounselling': {
    capability: 'request:read',
    call: (c) => requestDesk.finishCounselling(c, { kind: 'request', id: NOBODY })
  },
  'request-desk/listRequests': { capability: 'request:read', call: requestDesk.listRequests },
  'request-desk/takeCounselling': {
    capability: 'request:read',
    call: (c) => requestDesk.takeCounselling(c, { kind: 'request', id: NOBODY, mails })
  },
  'request-jobs/forgetSeekers': 'inside',
  'request-jobs/requestJobs': 'inside',
  'request-jobs/sendAlerts': 'inside',
  'request-record/aboutRequest': 'inside',
  'request-record/eraseRequest': 'inside',
  'request-record/lockRequest': 'inside',
  'request-record/mailRequester': 'inside',
  'request-record/markKnown': 'inside',
  'request-record/markTold': 'inside',
  'request/confirmRequest': 'secret',
  'request/createRequest': 'public',
  'request/deleteRequest': 'secret',
  'request/findUnconfirmed': 'secret',
  'request/getOwnRequest': 'secret',
  'request/getRequestTerms': 'public',
  'request/switchAlerts': 'secret',
  'revision/readRevision': 'inside',
  'runner/runDueJobs': 'inside',
  'runner/startJobs': 'inside',
  'search-address/findAddresses': 'inside',
  'search/search': 'public',
  'second-factor/beginSecondFactor': { own: secondFactor.beginSecondFactor },
  'second-factor/confirmSecondFactor': { own: (c) => secondFactor.confirmSecondFactor(c, '000000') },
  'second-factor/endSecondFactor': { own: (c) => secondFactor.endSecondFactor(c, 'x') },
  'second-factor/clearSecondFactor': 'inside',
  'space-card/readSpaceCards': 'inside',
  'space-change/advanceSpaces': 'inside',
  'space-idea/listFitting': 'public',
  'space-idea/matchIdea': 'public',
  'space-neighbours/neighbourRows': 'inside',
  'space-rows/readSpaceRows': 'inside',
  'space-search/listFoundIds': 'public',
  'space-search/listSpaceCards': 'public',
  'space-search/searchSpaces': 'public',
  'seen-state/seenStates': 'inside',
  'stock-change/advanceStock': 'inside',
  'stock-columns/inSnapshot': 'inside',
  'stock-columns/readStock': 'inside',
  'stock-scope/readScope': 'inside',
  'stock-splice/seekUnitRow': 'inside',
  'stock-splice/spliceStock': 'inside',
  'stock/areaStock': 'inside',
  'stock/findUnitRow': 'inside',
  'stock/quarterStock': 'inside',
  'storey/assertBuilding': 'inside',
  'storey/insertStorey': {
    capability: 'structure:change',
    call: (c, { buildingId }) =>
      storey.insertStorey(c, {
        building: claim(buildingId),
        insertion: { part: 'front', aboveId: null, type: 'KG', level: -5, heightM: 3, renumbers: false },
        note
      })
  },
  'storey/correctStorey': {
    capability: 'structure:change',
    call: (c, { buildingId, storeyId: id }) =>
      storey.correctStorey(c, {
        building: claim(buildingId),
        correction: { id, type: 'EG', level: 0, heightM: 4 },
        note
      })
  },
  'storey/removeStorey': {
    capability: 'structure:change',
    call: (c, { buildingId, storeyId: id }) =>
      storey.removeStorey(c, { building: claim(buildingId), removal: { id, renumbers: false }, note })
  },
  'survey-source/findSurveySource': 'inside',
  'table/readPage': 'inside',
  'table/toPage': 'inside',
  'text-record/hashText': 'inside',
  'text-record/readTexts': 'inside',
  'text-record/writeTexts': 'inside',
  'text-record/dropTexts': 'inside',
  'translation/localText': 'inside',
  'still-free/answerAskedListing': 'secret',
  'still-free/readAskedListing': 'secret',
  'undo/undoChange': { capability: 'change:undo', call: (c) => undo.undoChange(c, { eventId: 1, note }) },
  'unit-facts/correctUnit': {
    capability: 'structure:change',
    call: (c, { unitId }) => unitFacts.correctUnit(c, { unit: claim(unitId), facts, note })
  },
  'unit-facts/addUnit': {
    capability: 'structure:change',
    call: (c, { storeyId }) =>
      unitFacts.addUnit(c, { storeyId, afterUnitId: null, from: TODAY, part: draft, evidence, note })
  },
  'unit-facts/endUnit': {
    capability: 'structure:change',
    call: (c, { unitId }) => unitFacts.endUnit(c, { unit: claim(unitId), on: TODAY, note })
  },
  'unit-history/readHistories': 'inside',
  'unit-history/writeHistories': 'inside',
  'unit-record/readUnitRecords': {
    capability: 'occupancy:change',
    call: (c, { unitId }) => unitRecord.readUnitRecords(c, [unitId])
  },
  'unit-place/assertPlacesFree': 'inside',
  'unit-record/keepKnownUnits': 'public',
  'unit-record/listTenants': 'public',
  'unit-structure/assertCodesFree': 'inside',
  'unit-structure/beginHistory': 'inside',
  'unit-structure/divideUnit': {
    capability: 'structure:change',
    call: (c, { unitId }) =>
      unitStructure.divideUnit(c, {
        ...{ unit: claim(unitId), on: TODAY, evidence, note },
        parts: [draft, { ...draft, code: 'NEU 2' }]
      })
  },
  'unit-structure/mergeUnits': {
    capability: 'structure:change',
    call: (c, { unitId }) =>
      unitStructure.mergeUnits(c, { units: [claim(unitId), claim(unitId + 1)], on: TODAY, into: draft, evidence, note })
  },
  'unit-structure/convertUnit': {
    capability: 'structure:change',
    call: (c, { unitId }) =>
      unitStructure.convertUnit(c, { unit: claim(unitId), on: TODAY, into: draft, evidence, note })
  },
  'unit-to-offer/listVacantUnits': {
    capability: 'listing:change',
    list: async (c) => (await unitToOffer.listVacantUnits(c)).units.map(({ building }) => building.id)
  },
  'unit-to-offer/readUnitToOffer': {
    capability: 'listing:change',
    call: (c, { unitId }) => unitToOffer.readUnitToOffer(c, unitId)
  },
  'unit/getUnit': 'public',
  'plan-effects/readEffectSheet': 'public',
  'plan-figure/getPlanFigures': 'public',
  'plan-follow-up/startListing': plans((c) =>
    planFollowUp.startListing(c, { targetId: 1, textsOf: () => offer.texts })
  ),
  'plan-follow-up/startMeasure': plans((c) =>
    planFollowUp.startMeasure(c, {
      ...{ targetId: 1, type: 'renovation' },
      textsOf: () => ({ base: { title: 'N', summary: 'N' }, others: {}, confirmed: [] })
    })
  ),
  'plan-ratio/changePlanRatio': plans((c) =>
    planRatio.changePlanRatio(c, {
      ...{ ratio: claim(1), facts: { value: 1.25, citation: 'N', link: null, isAssumption: true } }
    })
  ),
  'plan-ratio/listPlanRatios': 'public',
  'plan-ratio/listRatioRecords': plans(planRatio.listRatioRecords),
  'plan-realisation/readPlanRealisation': 'public',
  'measure-start/insertMeasure': 'inside',
  'target-picture/readOffers': 'inside',
  'plan-geojson/exportPlanGeoJson': 'public',
  'plan-import/listChangedUnits': 'public',
  'plan-import/previewPlanImport': plans((c) =>
    planImport.previewPlanImport(c, { planId: 1, bytes: new Uint8Array(), languages: everyPlanFileWords() })
  ),
  'plan-outline/areaOutline': 'inside',
  'plan-sheet/readPlanSheet': 'public',
  'plan-workbook/exportPlanWorkbook': 'public',
  'plan-workbook/fileStem': 'inside',
  'plan-workbook/tableUnits': 'inside',
  'site-plan/drawSitePlan': 'inside',
  'workbook-archive/packArchive': 'inside',
  'workbook-archive/unpackArchive': 'inside',
  'workbook-reading/readWorkbook': 'inside',
  'plan-change-input/readPlanChange': 'inside',
  'plan-comparison/comparePlanSides': 'public',
  'plan-content/readContents': 'public',
  'plan-content/readPlan': 'public',
  'plan-content/readStoredContents': 'inside',
  'plan-content/toPlanContent': 'inside',
  'plan-head/isPlanShown': 'inside',
  'plan-head/readPlanHeads': 'public',
  'plan-history/listPlanHistory': plans((c) => planHistory.listPlanHistory(c, 1)),
  'plan-list/listDeskPlans': plans((c) => planList.listDeskPlans(c)),
  'plan-list/listPlanBlocks': plans((c) => planList.listPlanBlocks(c)),
  'plan-making/copyPlan': plans((c) => planMaking.copyPlan(c, { planId: 1, as: 'copy' })),
  'plan-making/createPlan': plans((c) => planMaking.createPlan(c, { ...described, blockId: null })),
  'plan-making/describePlan': plans((c) => planMaking.describePlan(c, { ...described, plan: claim(1) })),
  'plan-record/findOpenPlan': 'inside',
  'plan-record/findPlan': 'inside',
  'plan-record/readPlanTexts': plans((c) => planRecord.readPlanTexts(c, 1)),
  'plan-step/adoptPlan': decides((c) => planStep.adoptPlan(c, { planId: 1, adoptedOn: TODAY, decision: null })),
  'plan-step/closeConsultation': decides((c) => planStep.closeConsultation(c, { planId: 1 })),
  'plan-step/openConsultation': decides((c) => planStep.openConsultation(c, { planId: 1, from: TODAY, to: TODAY })),
  'plan-step/removePlan': decides((c) => planStep.removePlan(c, { planId: 1 })),
  'plan-step/withdrawPlan': decides((c) => planStep.withdrawPlan(c, { planId: 1 })),
  'plan-rule/addRule': rules((c) => planRule.addRule(c, rule)),
  'plan-rule/changeRule': rules((c) => planRule.changeRule(c, { ...rule, rule: claim(1) })),
  'plan-rule/listRules': rules(planRule.listRules),
  'plan-rule/readRule': rules((c) => planRule.readRule(c, 1)),
  'plan-rule/removeRule': rules((c) => planRule.removeRule(c, claim(1))),
  'plan-rule/switchRule': rules((c) => planRule.switchRule(c, { rule: claim(1), isActive: false })),
  'plan-rows/toAreaRow': 'inside',
  'plan-rows/toTargetRows': 'inside',
  'plan-save/assertPlanSound': 'inside',
  'plan-save/insertContent': 'inside',
  'plan-save/savePlanChange': plans((c) =>
    planSave.savePlanChange(c, { planId: 1, change: { entries: [], areas: [] }, action: 'draw_plan' })
  ),
  'plan-stock/readPlanStock': 'public',
  'plan-units/readPlanUnits': 'public',
  'rule-facts/listHints': 'public',
  'rule-facts/previewRule': rules((c) => ruleFacts.previewRule(c, rule.condition)),
  'rule-facts/readRuleGround': 'public',
  'zone/changeZone': plans((c) =>
    zone.changeZone(c, {
      ...{ block: claim(1), method: 'other', note },
      zone: { type: null, basis: 'unclear', isConsentArea: null }
    })
  ),
  'zone/listZones': plans(zone.listZones),
  'plan-words/planWords': 'inside',
  'target-picture/readTargetPicture': 'public',
  'use-plan/getUsePlan': 'public',
  'use-plan/listUsePlanDetails': 'public',
  'use-plan/listUsePlans': 'public',
  'viewing-calendar/writeInvitation': 'inside',
  'viewing-calendar/writeViewings': 'inside',
  'viewing/endViewing': {
    capability: 'enquiry:answer',
    call: (c, { enquiryId }) => viewing.endViewing(c, { enquiryId, viewingId: NOBODY, state: 'cancelled', ...words })
  },
  'viewing/factsOf': 'inside',
  'viewing/invitationOf': 'inside',
  'viewing/moveViewing': 'inside',
  'viewing/proposeViewing': {
    capability: 'enquiry:answer',
    call: (c, { enquiryId }) =>
      viewing.proposeViewing(c, {
        ...{ enquiryId, day: '2027-01-04', time: '14:30', durationMinutes: 30, place: 'Vor dem Haus', ...words }
      })
  },
  'viewing/tellOfferers': 'inside',
  'visibility/idList': 'inside',
  'visibility/isUnitWithheld': 'inside',
  'visibility/reachesUnit': 'inside',
  'visibility/seenOccupancy': 'inside',
  'worklist/listWorklist': {
    capability: 'occupancy:change',
    call: (c, { buildingId }) => worklist.listWorklist(c, { due: null, buildingId } as never)
  }
};

/** All services; what they rest on is no reader's to call. */
const MODULES = import.meta.glob<Record<string, unknown>>([
  '../../src/lib/server/**/*.ts',
  '!../../src/lib/server/{auth,db,exchange,geo,http}/**',
  '!../../src/lib/server/mail/{queue,sender}.ts'
]);

/** Every function that a module of the services hands out, as `module/name` (a module's name is unique); classes and values are none. */
async function listServices(): Promise<string[]> {
  const names: string[] = [];
  for (const [path, load] of Object.entries(MODULES)) {
    const module = path.slice(path.lastIndexOf('/') + 1).replace(/\.ts$/, '');
    for (const [name, value] of Object.entries(await load())) {
      const isClass = typeof value === 'function' && /^class\b/.test(Function.prototype.toString.call(value));
      if (typeof value === 'function' && !isClass) names.push(`${module}/${name}`);
    }
  }
  return names.sort();
}

let database: TestDatabase;
let own: Things;
let foreign: Things;

beforeAll(async () => {
  database = await createTestDatabase({ seeded: true });
  const rows = await database.sql<Omit<Things, 'enquiryId' | 'listingId'>[]>`
    select distinct on (u.building_id) u.id as "unitId", u.building_id as "buildingId", u.storey_id as "storeyId",
      (select id from business order by id limit 1 offset u.building_id % 2) as "businessId"
    from unit u where upper_inf(u.valid) order by u.building_id, u.id limit 2`;
  const businesses = await database.sql<{ id: number }[]>`select id from business order by id limit 2`;
  own = { ...rows[0]!, businessId: businesses[0]!.id, ...(await askAbout(rows[0]!.unitId)) };
  foreign = { ...rows[1]!, businessId: businesses[1]!.id, ...(await askAbout(rows[1]!.unitId)) };
  for (const { unitId } of [own, foreign]) await emptyBeside(unitId);
});

afterAll(() => database.close());

/** A shop beside the unit that is vacant and has no offer. */
async function emptyBeside(unitId: number): Promise<void> {
  await database.sql`
    with made as (
      insert into unit (building_id, storey_id, code, position, kind, geometry, valid, source_id)
      select building_id, storey_id, 'leer', 99, 'shop', geometry, '[2010-01-01,)', source_id from unit where id = ${unitId}
      returning id, source_id)
    insert into occupancy (unit_id, status, valid, source_id) select id, 'vacant', '[2015-01-01,)', source_id from made`;
}

/** An enquiry about an offer of the unit. */
async function askAbout(unitId: number): Promise<Pick<Things, 'enquiryId' | 'listingId'>> {
  const [made] = await database.sql<Pick<Things, 'enquiryId' | 'listingId'>[]>`
    with offer as (
      insert into listing (quarter_id, unit_id, ref, title, description, status, available_on, source_id)
      select q.id, ${unitId}, 'asked/' || ${unitId}::integer, 'Laden', 'Hell.', 'public', ${TODAY}, s.id
      from quarter q, (select min(id) as id from source) s where q.slug = 'iq-ost' returning id, quarter_id),
    counted as (
      insert into enquiry_statistic (quarter_id, received_on, outcome) select quarter_id, ${TODAY}, 'new' from offer
      returning id)
    insert into enquiry (quarter_id, listing_id, statistic_id, locale, name, email, consented_at, expires_on)
    select offer.quarter_id, offer.id, counted.id, 'de', 'Ada', 'ada@example.org', now(), '2099-01-01'
    from offer, counted returning id as "enquiryId", listing_id as "listingId"`;
  return made!;
}

function actorIn(role: Role): Actor {
  const { buildingId, businessId } = own;
  return { account: null, roles: [role], buildingIds: [buildingId], businessIds: [businessId] };
}

class RolledBack extends Error {}

/** Runs a call in a transaction that is always rolled back; says how it was refused, or that it was not. */
async function attempt(
  actor: Actor,
  call: (context: ServiceContext) => Promise<unknown>
): Promise<'let' | 'forbidden'> {
  const outcome: { value: 'let' | 'forbidden' } = { value: 'let' };
  const context = contextOf(database.db, { actor, quarter: 'iq-ost' });
  await database.db
    .transaction(async (db) => {
      try {
        await call({ ...context, db });
      } catch (error) {
        if (error instanceof DomainError && error.kind === 'forbidden') outcome.value = 'forbidden';
      }
      throw new RolledBack();
    })
    .catch((error: unknown) => {
      if (!(error instanceof RolledBack)) throw error;
    });
  return outcome.value;
}

describe('the services', () => {
  it('are all decided about, and nothing is decided that is not there', async () => {
    expect(Object.keys(DECISIONS).sort()).toEqual(await listServices());
  });

  it.each(ROLES)('obey the capability table for the role %s', async (role) => {
    const wrong: string[] = [];
    for (const [name, decision] of Object.entries(DECISIONS)) {
      if (typeof decision === 'string' || !('call' in decision)) continue;
      const reach = CAPABILITY_TABLE[decision.capability][role] ?? 'none';
      for (const [whose, things] of [
        ['own', own],
        ['foreign', foreign]
      ] as const) {
        const wanted = reach === 'all' || (reach === 'own' && whose === 'own') ? 'let' : 'forbidden';
        const got = await attempt(actorIn(role), (context) => decision.call(context, things));
        if (got !== wanted) wrong.push(`${name} on ${whose} things: ${got}, not ${wanted}`);
      }
    }
    expect(wrong).toEqual([]);
  });

  it.each(ROLES)('list for the role %s what the capability table reaches to', async (role) => {
    const wrong: string[] = [];
    const actor = actorIn(role);
    const context = contextOf(database.db, { actor, quarter: 'iq-ost' });
    for (const [name, decision] of Object.entries(DECISIONS)) {
      if (typeof decision === 'string' || !('list' in decision)) continue;
      const reach = CAPABILITY_TABLE[decision.capability][role] ?? 'none';
      const isLet = (await attempt(actor, decision.list)) === 'let';
      if (isLet !== (reach !== 'none')) wrong.push(`${name}: ${isLet ? 'let' : 'forbidden'}`);
      const listed = isLet ? await decision.list(context) : [];
      const isOfOthers = listed.some((id) => !actor.buildingIds.includes(id));
      if (isLet && listed.length === 0) wrong.push(`${name}: lists nothing`);
      if (isOfOthers !== (reach === 'all')) wrong.push(`${name}: ${isOfOthers ? 'lists foreign things' : 'only own'}`);
    }
    expect(wrong).toEqual([]);
  });

  it('about one’s own account want an account', async () => {
    const wrong: string[] = [];
    for (const [name, decision] of Object.entries(DECISIONS)) {
      if (typeof decision === 'string' || !('own' in decision)) continue;
      if ((await attempt(actorIn('public'), decision.own)) !== 'forbidden') wrong.push(name);
    }
    expect(wrong).toEqual([]);
  });
});
