import type { ServiceContext } from '../../../src/lib/server/context';
import * as account from '../../../src/lib/server/account/account';
import * as administration from '../../../src/lib/server/account/account-administration';
import * as invitation from '../../../src/lib/server/account/invitation';
import * as outbox from '../../../src/lib/server/mail/outbox';
import * as organisation from '../../../src/lib/server/account/organisation';
import * as secondFactor from '../../../src/lib/server/account/second-factor';
import { type Decision, NOBODY } from './decision';

const administer = (call: (context: ServiceContext) => Promise<unknown>): Decision => ({
  capability: 'account:administer',
  call
});

/** What was decided about the services of accounts, rights and mails. */
export const ACCOUNT_DECISIONS: Readonly<Record<string, Decision>> = {
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
  'grant/insertGrant': 'inside',
  'grant/requireAdministrator': 'inside',
  'grant/requireReach': 'inside',
  'grant/resolveGrant': 'inside',
  'invitation/invite': administer((c) =>
    invitation.invite(c, { email: 'a@example.org', name: 'A', locale: 'de', role: 'planner' } as never)
  ),
  'invitation/listInvitations': administer(invitation.listInvitations),
  'invitation/withdrawInvitation': administer((c) => invitation.withdrawInvitation(c, 'x')),
  'invitation/findInvitation': 'secret',
  'invitation/acceptWithNewAccount': 'secret',
  'invitation/acceptInvitation': 'secret',
  'outbox/listOutbox': { capability: 'outbox:read', call: outbox.listOutbox },
  'outbox/retryMail': { capability: 'outbox:read', call: (c) => outbox.retryMail(c, NOBODY) },
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
  'second-factor/beginSecondFactor': { own: secondFactor.beginSecondFactor },
  'second-factor/confirmSecondFactor': { own: (c) => secondFactor.confirmSecondFactor(c, '000000') },
  'second-factor/endSecondFactor': { own: (c) => secondFactor.endSecondFactor(c, 'x') },
  'second-factor/clearSecondFactor': 'inside'
};
