import { fail, type RequestEvent } from '@sveltejs/kit';
import { baseLocale } from '$i18n/paraglide/runtime';
import { can } from '$lib/domain/access';
import type { Changed } from '$lib/server/change/audit';
import { submitChange } from '$lib/server/http/change-form';
import { guard } from '$lib/server/http/errors';
import { openForm, type FormReader } from '$lib/server/http/form-reader';
import { readIdParameter } from '$lib/server/http/id-parameter';
import { readFiles, readListingDraft, readPictureWords, readSavedAs } from '$lib/server/http/listing-form';
import { readVersion } from '$lib/server/http/record-form';
import { changeListing } from '$lib/server/listing/listing-change';
import {
  addListingFiles,
  describeListingFile,
  moveListingFile,
  removeListingFile
} from '$lib/server/listing/listing-file';
import { readListingRecord } from '$lib/server/listing/listing-record';
import { getQuarter } from '$lib/server/quarter';
import { undoAction } from '../../../undo-action';
import { moveAction } from '../move-action';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = ({ params, url, locals: { context } }) =>
  guard(async () => {
    const [record, { settings }] = await Promise.all([
      readListingRecord(context, Number(params.id)),
      getQuarter(context)
    ]);
    return {
      record,
      timeZone: settings.timeZone,
      otherLocales: settings.locales.filter((locale) => locale !== baseLocale),
      mayPublish: can(context.actor, 'listing:publish', { buildingId: record.unit.building.id }),
      createdBy: readIdParameter(url, 'created')
    };
  });

interface FormSave {
  /** Which of the page's forms it is. */
  readonly key: string;
  readonly change: () => Promise<Changed<unknown>>;
  readonly count?: number;
}

async function save({ locals: { context } }: RequestEvent, form: FormReader, { key, change, count = 1 }: FormSave) {
  const seen = () => Number(form.values.version ?? 0);
  const { changed, refused } = await submitChange(context, form, { capability: 'listing:change', seen, change });
  return refused ? fail(refused.status, { key, ...refused.data }) : { saved: { key, eventId: changed.eventId, count } };
}

export const actions: Actions = {
  move: moveAction,
  undo: undoAction,
  save: async (event) => {
    const { context } = event.locals;
    const form = openForm(await event.request.formData(), context.locale);
    const listing = { id: Number(event.params.id), version: readVersion(form) };
    const { settings } = await getQuarter(context);
    const otherLocales = settings.locales.filter((locale) => locale !== baseLocale);
    const draft = readListingDraft(form, { otherLocales, today: context.today });
    const change = () => changeListing(context, { listing, draft, as: readSavedAs(form) });
    return save(event, form, { key: 'save', change });
  },
  addFiles: async (event) => {
    const { context } = event.locals;
    const data = await event.request.formData();
    const form = openForm(data, context.locale);
    const listing = { id: Number(event.params.id), version: null };
    const words = readPictureWords(form);
    const isChecked = form.flag('isChecked');
    const files = await readFiles(data, 'files');
    const pictures = files.map((bytes) => ({ ...words, bytes }));
    const change = () => addListingFiles(context, { listing, pictures, isChecked });
    return save(event, form, { key: 'addFiles', change, count: pictures.length });
  },
  describeFile: async (event) => {
    const { context } = event.locals;
    const form = openForm(await event.request.formData(), context.locale);
    const listing = { id: Number(event.params.id), version: null };
    const fileId = form.require('file', form.id('file'), 0);
    const words = readPictureWords(form);
    const change = () => describeListingFile(context, { listing, fileId, words });
    return save(event, form, { key: `file.${fileId}`, change });
  },
  moveFile: async (event) => {
    const { context } = event.locals;
    const form = openForm(await event.request.formData(), context.locale);
    const listing = { id: Number(event.params.id), version: null };
    const fileId = form.require('file', form.id('file'), 0);
    const by = form.text('by') === 'earlier' ? -1 : 1;
    return save(event, form, { key: 'order', change: () => moveListingFile(context, { listing, fileId, by }) });
  },
  removeFile: async (event) => {
    const { context } = event.locals;
    const form = openForm(await event.request.formData(), context.locale);
    const listing = { id: Number(event.params.id), version: null };
    const fileId = form.require('file', form.id('file'), 0);
    return save(event, form, { key: 'removed', change: () => removeListingFile(context, { listing, fileId }) });
  }
};
