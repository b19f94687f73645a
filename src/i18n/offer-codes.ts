import type {
  EnergyKind,
  EnquiryState,
  GuideStepKind,
  ListingFileKind,
  MessageAuthor,
  RequestKind,
  RequestState,
  ViewingState
} from '../lib/domain/codes';
import type { SpaceWish, StoreyPlace } from '../lib/domain/space';
import type { SpaceNeed } from '../lib/domain/space-request';
import type { Labels } from './codes';
import { m } from './paraglide/messages';

/** Labels of codes around offers, enquiries and the guide; apart from `codes`, which the overview loads. */

export const LISTING_FILE_LABELS: Labels<ListingFileKind> = {
  photo: m.codes_file_photo,
  floor_plan: m.codes_file_floor_plan
};

export const ENERGY_KIND_LABELS: Labels<EnergyKind> = {
  demand: m.codes_energy_demand,
  consumption: m.codes_energy_consumption,
  exempt: m.codes_energy_exempt
};

export const ENQUIRY_STATE_LABELS: Labels<EnquiryState> = {
  new: m.codes_enquiry_new,
  answered: m.codes_enquiry_answered,
  viewing: m.codes_enquiry_viewing,
  agreed: m.codes_enquiry_agreed,
  declined: m.codes_enquiry_declined,
  withdrawn: m.codes_enquiry_withdrawn
};

export const MESSAGE_AUTHOR_LABELS: Labels<MessageAuthor> = {
  seeker: m.codes_author_seeker,
  office: m.codes_author_office,
  counsellor: m.codes_author_counsellor,
  note: m.codes_author_note
};

export const VIEWING_STATE_LABELS: Labels<ViewingState> = {
  proposed: m.codes_viewing_proposed,
  confirmed: m.codes_viewing_confirmed,
  cancelled: m.codes_viewing_cancelled,
  held: m.codes_viewing_held
};

export const REQUEST_KIND_LABELS: Labels<RequestKind> = {
  search: m.codes_request_search,
  idea: m.codes_request_idea
};

export const REQUEST_STATE_LABELS: Labels<RequestState> = {
  open: m.codes_counselling_open,
  in_counselling: m.codes_counselling_in_counselling,
  done: m.codes_counselling_done
};

export const GUIDE_STEP_LABELS: Labels<GuideStepKind> = {
  idea: m.codes_guide_idea,
  advice: m.codes_guide_advice,
  space: m.codes_guide_space,
  permit: m.codes_guide_permit,
  registration: m.codes_guide_registration,
  funding: m.codes_guide_funding,
  opening: m.codes_guide_opening
};

export const SPACE_WISH_LABELS: Labels<SpaceWish> = {
  use: m.codes_wish_use,
  area: m.codes_wish_area,
  rent: m.codes_wish_rent,
  storey: m.codes_wish_storey,
  frontage: m.codes_wish_frontage,
  step_free: m.codes_wish_step_free,
  power: m.codes_wish_power,
  extractor: m.codes_wish_extractor,
  toilet: m.codes_wish_toilet,
  divisible: m.codes_wish_divisible,
  available: m.codes_wish_available
};

export const STOREY_PLACE_LABELS: Labels<StoreyPlace> = {
  basement: m.codes_place_basement,
  ground: m.codes_place_ground,
  upper: m.codes_place_upper
};

export const SPACE_NEED_LABELS: Labels<SpaceNeed> = {
  ground_floor: m.codes_need_ground_floor,
  frontage: m.codes_need_frontage,
  step_free: m.codes_need_step_free,
  power: m.codes_need_power,
  extractor: m.codes_need_extractor,
  toilet: m.codes_need_toilet
};
