import { NO_CHANGE_FILTER } from '../../../src/lib/domain/change';
import type { Occupancy } from '../../../src/lib/domain/occupancy';
import type { UnitFacts } from '../../../src/lib/domain/unit-facts';
import * as buildingFacts from '../../../src/lib/server/building/building-facts';
import * as buildingRecord from '../../../src/lib/server/building/building-record';
import * as businessFacts from '../../../src/lib/server/business/business-facts';
import * as businessRecord from '../../../src/lib/server/business/business-record';
import * as change from '../../../src/lib/server/change/change';
import * as changedRow from '../../../src/lib/server/change/changed-row';
import * as occupancy from '../../../src/lib/server/unit/occupancy';
import * as pastKnowledge from '../../../src/lib/server/change/past-knowledge';
import * as storey from '../../../src/lib/server/building/storey';
import * as undo from '../../../src/lib/server/change/undo';
import * as unitFacts from '../../../src/lib/server/unit/unit-facts';
import * as unitRecord from '../../../src/lib/server/unit/unit-record';
import type { UnitPart } from '../../../src/lib/server/unit/unit-structure';
import * as unitStructure from '../../../src/lib/server/unit/unit-structure';
import * as worklist from '../../../src/lib/server/worklist';
import { TODAY } from '../factories';
import { claim, note, type Decision } from './decision';

const state: Omit<Occupancy, 'checkedOn'> = {
  ...{ status: 'vacant', useClass: null, reason: null, activatableMonths: null, isStartKnown: true, tenancy: null }
};
const draft: UnitPart = {
  code: 'NEU',
  kind: 'shop',
  areaSqm: null,
  areaType: null,
  frontageM: null,
  occupancy: state
};
const facts: UnitFacts = {
  ...{ code: 'NEU', kind: 'shop', areaSqm: 10, areaType: 'usable', frontageM: null, hasOwnEntrance: false },
  ...{
    isStepFree: null,
    isDivisible: null,
    powerKw: null,
    hasExtractor: null,
    hasToilet: null,
    hasSecondEscapeRoute: null
  },
  ...{ isShopUsePlausible: false, disclosure: 'withheld', locationPrecision: 'exact' }
};
const evidence = { method: 'visit', checkedOn: TODAY } as const;

/** What was decided about the services of houses, units, businesses, their figures and changes. */
export const RECORD_DECISIONS: Readonly<Record<string, Decision>> = {
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
  'directory/listDirectory': 'public',
  'district/getDistrict': 'public',
  'district/listDistricts': 'public',
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
  'grouping/groupRows': 'inside',
  'health/readHealth': 'public',
  'house-choice/chooseHouse': 'public',
  'house-choice/listOwnHouses': 'public',
  'business-json-ld/describeBusiness': 'public',
  'json-ld/writeJsonLd': 'inside',
  'offer-document/addressOf': 'inside',
  'offer-document/changeOf': 'inside',
  'offer-document/latestChange': 'inside',
  'offer-feed/exportFeed': 'public',
  'offer-json-ld/describeOffer': 'public',
  'offer-table/exportCsv': 'public',
  'offer-table/exportXlsx': 'public',
  'openimmo-property/writeProperty': 'inside',
  'openimmo/exportOpenImmo': 'public',
  'openimmo/exportOpenImmoOffer': 'public',
  'sitemap/countPaths': 'public',
  'sitemap/listPaths': 'public',
  'listing/findListingOfUnit': 'public',
  'listing/getListing': 'public',
  'listing/listListings': 'public',
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
  'opening/checkHours': 'inside',
  'opening/readOpening': 'inside',
  'opening/isOpenAt': 'inside',
  'opening/readOpeningNow': 'inside',
  'outside-house/loadOutsideHouse': 'public',
  'own-change/beginOwnChange': 'inside',
  'own-change/finishOwnChange': 'inside',
  'past-knowledge/asKnownOn': {
    capability: 'past-knowledge:read',
    call: (c) => pastKnowledge.asKnownOn(c, TODAY, async () => null)
  },
  'provenance/listSources': 'public',
  'provenance/provenanceColumns': 'inside',
  'provenance/toProvenance': 'inside',
  'quarter/getQuarter': 'public',
  'quarter/getTimeZone': 'public',
  'reference/toBuildingReference': 'inside',
  'reference/toUnitReference': 'inside',
  'revision/readRevision': 'inside',
  'runner/runDueJobs': 'inside',
  'runner/startJobs': 'inside',
  'search-address/findAddresses': 'inside',
  'search/search': 'public',
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
  'unit/getUnit': 'public',
  'plan-figure/getPlanFigures': 'public',
  'use-plan/getUsePlan': 'public',
  'use-plan/listUsePlanDetails': 'public',
  'use-plan/listUsePlans': 'public',
  'visibility/idList': 'inside',
  'visibility/isUnitWithheld': 'inside',
  'visibility/reachesUnit': 'inside',
  'visibility/seenOccupancy': 'inside',
  'worklist/listWorklist': {
    capability: 'occupancy:change',
    call: (c, { buildingId }) => worklist.listWorklist(c, { due: null, buildingId } as never)
  }
};
