import type { RequestEvent } from './$types';
import { AREA_TYPES, BUILDING_PARTS, STOREY_TYPES, UNIT_KINDS } from '$lib/domain/codes';
import { nextLevel } from '$lib/domain/storey-order';
import { readBuildingRecord } from '$lib/server/building/building-record';
import { saveRecord } from '$lib/server/http/record-form';
import { readEvidence, readOccupancy } from '$lib/server/http/occupancy-form';
import {
  correctStorey as correctOne,
  insertStorey as insertOne,
  removeStorey as removeOne
} from '$lib/server/building/storey';
import { addUnit as addOne } from '$lib/server/unit/unit-facts';
import { openHouseForm } from './facts-actions';

const SIDES = ['above', 'below'] as const;

/** A storey above or below another one, or the first of a part. An empty number is the next one. */
export async function insertStorey(event: RequestEvent) {
  const { context, form, building, note } = await openHouseForm(event);
  const beside = form.id('storey');
  const side = form.code('side', SIDES) ?? 'above';
  const type = form.require('type', form.code('type', STOREY_TYPES), 'OG');
  const heightM = form.require('heightM', form.number('heightM'), 1);
  const asked = form.integer('level');
  const first = form.code('part', BUILDING_PARTS) ?? 'front';
  const renumbers = form.flag('renumbers');
  return saveRecord(context, form, {
    key: `insertStorey ${beside ?? first} ${side}`,
    change: async () => {
      const { storeys } = await readBuildingRecord(context, building.id);
      const at = storeys.findIndex(({ id }) => id === beside);
      const part = storeys[at]?.part ?? first;
      const own = storeys.filter((storey) => storey.part === part);
      const row = own.findIndex(({ id }) => id === beside);
      // From the attic down: the one below stands behind.
      const [upper, lower] = side === 'above' ? [own[row - 1], own[row]] : [own[row], own[row + 1]];
      const level = asked ?? nextLevel({ type, upper, lower });
      const aboveId = lower?.id ?? null;
      return insertOne(context, { building, note, insertion: { part, aboveId, type, level, heightM, renumbers } });
    }
  });
}

export async function correctStorey(event: RequestEvent) {
  const { context, form, building, note } = await openHouseForm(event);
  const id = form.require('storey', form.id('storey'), 0);
  const correction = {
    id,
    type: form.require('type', form.code('type', STOREY_TYPES), 'OG'),
    level: form.require('level', form.integer('level'), 0),
    heightM: form.require('heightM', form.number('heightM'), 1)
  };
  const change = () => correctOne(context, { building, correction, note });
  return saveRecord(context, form, { key: `correctStorey ${id}`, change });
}

export async function removeStorey(event: RequestEvent) {
  const { context, form, building, note } = await openHouseForm(event);
  const id = form.require('storey', form.id('storey'), 0);
  const removal = { id, renumbers: form.flag('renumbers') };
  const change = () => removeOne(context, { building, removal, note });
  return saveRecord(context, form, { key: `removeStorey ${id}`, change });
}

/** A unit that was not recorded yet; who rents it is for the editor of units. */
export async function addUnit(event: RequestEvent) {
  const { context, form, note } = await openHouseForm(event);
  const storeyId = form.require('storey', form.id('storey'), 0);
  const addition = {
    storeyId,
    afterUnitId: form.id('afterUnitId'),
    from: form.require('from', form.day('from'), context.today),
    part: {
      code: form.require('code', form.text('code'), ''),
      kind: form.require('kind', form.code('kind', UNIT_KINDS), 'shop'),
      areaSqm: form.number('areaSqm'),
      areaType: form.code('areaType', AREA_TYPES),
      frontageM: form.number('frontageM'),
      occupancy: readOccupancy(form, { tenants: [], present: null })
    },
    evidence: readEvidence(form, context.today),
    note
  };
  return saveRecord(context, form, { key: `addUnit ${storeyId}`, change: () => addOne(context, addition) });
}
