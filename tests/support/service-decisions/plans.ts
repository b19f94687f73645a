import { everyPlanFileWords } from '../../../src/i18n/plan-file-words';
import type { RuleInput } from '../../../src/lib/domain/plan/rule-input';
import type { ServiceContext } from '../../../src/lib/server/context';
import * as commentDesk from '../../../src/lib/server/consultation/comment-desk';
import * as commentModeration from '../../../src/lib/server/consultation/comment-moderation';
import * as planFollowUp from '../../../src/lib/server/use-plan/plan-follow-up';
import * as planHistory from '../../../src/lib/server/use-plan/plan-history';
import * as planList from '../../../src/lib/server/use-plan/plan-list';
import * as planMaking from '../../../src/lib/server/use-plan/plan-making';
import * as planRatio from '../../../src/lib/server/use-plan/plan-ratio';
import * as planRecord from '../../../src/lib/server/use-plan/plan-record';
import * as planStep from '../../../src/lib/server/use-plan/plan-step';
import * as planRule from '../../../src/lib/server/use-plan/plan-rule';
import * as planImport from '../../../src/lib/server/use-plan/plan-file/plan-import';
import * as planSave from '../../../src/lib/server/use-plan/plan-save';
import * as ruleFacts from '../../../src/lib/server/use-plan/rule-facts';
import * as zone from '../../../src/lib/server/use-plan/zone';
import { TODAY } from '../factories';
import { claim, mails, note, offer, type Decision } from './decision';

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

/** What was decided about the services of use plans, consultations and measures. */
export const PLAN_DECISIONS: Readonly<Record<string, Decision>> = {
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
  'funding/sumFunding': 'inside',
  'measure/getMeasure': 'public',
  'measure/listMeasures': 'public',
  'measure/listMeasuresOfBuilding': 'public',
  'own-comment/deleteOwnComment': 'secret',
  'own-comment/getOwnComment': 'secret',
  'own-comment/withdrawComment': 'secret',
  'plan-effects/readEffectSheet': 'public',
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
  'target-picture/readTargetPicture': 'public'
};
