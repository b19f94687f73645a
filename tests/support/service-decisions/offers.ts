import type { ServiceContext } from '../../../src/lib/server/context';
import * as guideChange from '../../../src/lib/server/guide/guide-change';
import * as guideRecord from '../../../src/lib/server/guide/guide-record';
import * as officeChange from '../../../src/lib/server/guide/office-change';
import * as answerFigure from '../../../src/lib/server/enquiry/answer-figure';
import * as enquiryAnswer from '../../../src/lib/server/enquiry/enquiry-answer';
import * as enquiryDesk from '../../../src/lib/server/enquiry/enquiry-desk';
import * as viewing from '../../../src/lib/server/enquiry/viewing';
import * as counselling from '../../../src/lib/server/request/counselling';
import * as requestDesk from '../../../src/lib/server/request/request-desk';
import * as listingChange from '../../../src/lib/server/listing/listing-change';
import * as listingFile from '../../../src/lib/server/listing/listing-file';
import * as listingRecord from '../../../src/lib/server/listing/listing-record';
import * as listingState from '../../../src/lib/server/listing/listing-state';
import * as unitToOffer from '../../../src/lib/server/listing/unit-to-offer';
import { claim, mails, NOBODY, note, offer, type Decision } from './decision';

const stepTexts = {
  base: { title: 'N', body: 'N', duration: null, legal_basis: null },
  others: {},
  confirmed: []
};
const step = { facts: { kind: 'idea', uses: [], link: null, officeId: null } as const, texts: stepTexts };
const office = {
  facts: { address: null, languages: [], email: null, phone: null, website: null, openingHours: null },
  texts: { base: { name: 'N', description: 'N' }, others: {}, confirmed: [] }
};
const guides = (call: (context: ServiceContext) => Promise<unknown>): Decision => ({
  capability: 'guide:change',
  call
});
const words = { text: 'Guten Tag', mails };

/** What was decided about the services of spaces, offers, enquiries and the guide. */
export const OFFER_DECISIONS: Readonly<Record<string, Decision>> = {
  'answer-figure/getAnswerFigure': 'public',
  'answer-figure/getExactAnswerFigure': { capability: 'listing:publish', call: answerFigure.getExactAnswerFigure },
  'counselling/announceHandover': 'inside',
  'counselling/assertCounselled': 'inside',
  'counselling/changeSpokenLanguages': {
    capability: 'request:read',
    call: (c) => counselling.changeSpokenLanguages(c, ['ar'])
  },
  'counselling/listCounsellingLanguages': 'public',
  'counselling/readSpokenLanguages': 'inside',
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
  'expose-surroundings/findSurroundings': 'inside',
  'expose/findExpose': 'public',
  'offer/listOffers': 'public',
  'offer/readOffers': 'inside',
  'listing-visibility/isListingShown': 'inside',
  'listing-visibility/isPlaceShown': 'inside',
  'listing-visibility/shownMeasures': 'inside',
  'office-change/addOffice': guides((c) => officeChange.addOffice(c, office)),
  'office-change/changeOffice': guides((c) => officeChange.changeOffice(c, { ...office, office: claim(1) })),
  'office-change/removeOffice': guides((c) => officeChange.removeOffice(c, claim(1))),
  'office/officeColumns': 'inside',
  'office/toOffice': 'inside',
  'office/listOffices': 'public',
  'offered-space/nameForOffice': 'inside',
  'offered-space/nameForSeeker': 'inside',
  'offered-space/readOfferedSpace': 'inside',
  'offerer/findOfferers': 'inside',
  'offerer/findPlanners': 'inside',
  'own-enquiry/answerViewing': 'secret',
  'own-enquiry/deleteOwnEnquiry': 'secret',
  'own-enquiry/getOwnEnquiry': 'secret',
  'own-enquiry/readOwnCalendar': 'secret',
  'own-enquiry/withdrawEnquiry': 'secret',
  'own-enquiry/writeMessage': 'secret',
  'public-spaces/publicSpaces': 'inside',
  'public-spaces/toSpaces': 'inside',
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
  'space-card/readSpaceCards': 'inside',
  'space-change/advanceSpaces': 'inside',
  'space-idea/listFitting': 'public',
  'space-idea/matchIdea': 'public',
  'space-neighbours/neighbourRows': 'inside',
  'space-rows/readSpaceRows': 'inside',
  'space-search/listFoundIds': 'public',
  'space-search/listSpaceCards': 'public',
  'space-search/searchSpaces': 'public',
  'still-free/answerAskedListing': 'secret',
  'still-free/readAskedListing': 'secret',
  'unit-to-offer/listVacantUnits': {
    capability: 'listing:change',
    list: async (c) => (await unitToOffer.listVacantUnits(c)).units.map(({ building }) => building.id)
  },
  'unit-to-offer/readUnitToOffer': {
    capability: 'listing:change',
    call: (c, { unitId }) => unitToOffer.readUnitToOffer(c, unitId)
  },
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
  'viewing/tellOfferers': 'inside'
};
