import type { ChangeFilter } from '../../domain/change';
import { AUDIT_ACTIONS, isCode } from '../../domain/codes';
import { readTypedDay } from '../../domain/typed';
import type { ServiceContext } from '../context';
import { chooseHouse, type HouseChoice } from '../focus/house-choice';
import { readIdParameter, readTextParameter } from './id-parameter';

/** A filter of the audit list as an address holds it: what is broken or unknown in it narrows nothing down. */
export async function readChangeFilter(
  context: ServiceContext,
  url: URL
): Promise<{ readonly filter: ChangeFilter; readonly house: HouseChoice }> {
  const house = await chooseHouse(context, {
    id: readIdParameter(url, 'building'),
    address: readTextParameter(url, 'house')
  });
  return {
    house,
    filter: {
      actions: url.searchParams.getAll('action').filter((action) => isCode(AUDIT_ACTIONS, action)),
      actor: readTextParameter(url, 'who') || null,
      unitId: readIdParameter(url, 'unit'),
      buildingId: house.building?.id ?? null,
      from: readTypedDay(readTextParameter(url, 'from')),
      to: readTypedDay(readTextParameter(url, 'to'))
    }
  };
}
