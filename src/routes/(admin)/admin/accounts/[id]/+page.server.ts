import type { ActionFailure } from '@sveltejs/kit';
import * as v from 'valibot';
import {
  disableAccount,
  enableAccount,
  getAccount,
  grantRole,
  removeSecondFactor,
  revokeRole
} from '$lib/server/account/account-administration';
import { guard } from '$lib/server/http/errors';
import { parseForm } from '$lib/server/http/form';
import { refuseForm, submit, type RefusedForm } from '$lib/server/http/refusal';
import { listOrganisations } from '$lib/server/account/organisation';
import { GRANT_FORM, readGrant } from '../../../grant-form';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { context }, params, parent }) => {
  await parent();
  const [account, organisations] = await guard(() =>
    Promise.all([getAccount(context, params.id), listOrganisations(context)])
  );
  return { account, organisations };
};

type Deed = 'granted' | 'revoked' | 'disabled' | 'enabled' | 'factorRemoved';

const answer = (deed: Deed, refused: ActionFailure<RefusedForm> | null) => refused ?? { deed, issues: {}, values: {} };

const FORM = v.object(GRANT_FORM);

export const actions: Actions = {
  grant: async ({ locals: { context }, params, request }) => {
    const form = parseForm(FORM, await request.formData());
    if (form.issues) return refuseForm(form);
    const { refused } = await submit(form.values, () => grantRole(context, params.id, readGrant(form.value)));
    return answer('granted', refused);
  },
  revoke: async ({ locals: { context }, params, request }) => {
    const grantId = Number((await request.formData()).get('grant'));
    const id = Number.isSafeInteger(grantId) ? grantId : 0;
    const { refused } = await submit({}, () => revokeRole(context, params.id, id));
    return answer('revoked', refused);
  },
  disable: async ({ locals: { context }, params }) => {
    const { refused } = await submit({}, () => disableAccount(context, params.id));
    return answer('disabled', refused);
  },
  enable: async ({ locals: { context }, params }) => {
    const { refused } = await submit({}, () => enableAccount(context, params.id));
    return answer('enabled', refused);
  },
  removeSecondFactor: async ({ locals: { context }, params }) => {
    const { refused } = await submit({}, () => removeSecondFactor(context, params.id));
    return answer('factorRemoved', refused);
  }
};
