import { consultationMailsFrom } from '$i18n/consultation-mails';
import { offerMailsFrom } from '$i18n/offer-mails';
import { requestMailsFrom } from '$i18n/request-mails';
import { commentJobs } from '$lib/server/consultation/comment-jobs';
import type { Job } from '$lib/server/job/job';
import { listingJobs } from '$lib/server/listing/listing-expiry';
import { requestJobs } from '$lib/server/request/request-jobs';

/**
 * All that the product does by itself. Here jobs meet their words: services know no language, so a list of jobs is
 * made of the mails that it sends (`i18n/*-mails.ts`), as in `requestJobs(enquiryMails)`.
 */
export const JOBS: readonly Job[] = [
  ...listingJobs(offerMailsFrom),
  ...requestJobs(requestMailsFrom),
  ...commentJobs(consultationMailsFrom)
];
