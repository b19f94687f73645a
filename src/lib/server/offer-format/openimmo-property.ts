import type { UnitKind } from '../../domain/codes';
import { dayBefore } from '../../domain/interval';
import { knownFreeOn, offerFilePath, type OfferRecord } from '../../domain/offer';
import type { QuarterSettings } from '../../domain/quarter';
import { sumRent } from '../../domain/rent';
import { addressOf } from './offer-document';
import type { OpenImmoReader } from './openimmo';

/** Elements in their order; a name with `@` is an attribute, `#` the text beside attributes. Null is left out. */
export interface Elements {
  readonly [name: string]: string | number | boolean | null | undefined | Elements | readonly Elements[];
}

export interface OpenImmoWriting extends OpenImmoReader {
  readonly locality: QuarterSettings['locality'];
  readonly vatRate: number;
  readonly firm: string;
}

/** `objektart` by what a unit is built as. */
const OBJECT_TYPES: Readonly<Record<UnitKind, Elements>> = {
  shop: { einzelhandel: { '@handel_typ': 'LADENLOKAL' } },
  gastronomy: { gastgewerbe: { '@gastgew_typ': 'GASTRONOMIE' } },
  office: { buero_praxen: { '@buero_typ': 'BUEROFLAECHE' } },
  practice: { buero_praxen: { '@buero_typ': 'PRAXISFLAECHE' } },
  trade: { hallen_lager_prod: { '@hallen_typ': 'WERKSTATT' } },
  storage: { hallen_lager_prod: { '@hallen_typ': 'LAGER' } },
  dwelling: { wohnung: { '@wohnungtyp': 'ETAGE' } },
  community: { sonstige: { '@sonstige_typ': 'SONSTIGE' } },
  parking: { parken: { '@parken_typ': 'STELLPLATZ' } }
};

/** An offer as `immobilie`, its elements in the order of the standard (OpenImmo 1.2.7). */
export function writeProperty(
  offer: OfferRecord,
  writing: OpenImmoWriting & { readonly propertyId: string }
): Elements {
  return {
    objektkategorie: {
      nutzungsart: { '@WOHNEN': offer.kind === 'dwelling', '@GEWERBE': offer.kind !== 'dwelling' },
      vermarktungsart: { '@KAUF': false, '@MIETE_PACHT': true },
      objektart: OBJECT_TYPES[offer.kind]
    },
    geo: writePlace(offer, writing),
    kontaktperson: writeContact(offer, writing),
    preise: writePrices(offer, writing),
    flaechen: writeAreas(offer),
    // "Step-free" is less than `barrierefrei` promises: it stands in the text below.
    ausstattung:
      offer.isDivisible === null && offer.powerKw === null
        ? null
        : { raeume_veraenderbar: offer.isDivisible, stromanschlusswert: offer.powerKw },
    zustand_angaben: writeCondition(offer),
    freitexte: writeTexts(offer, writing),
    anhaenge: { anhang: listAttachments(offer, writing) },
    verwaltung_objekt: writeAdministration(offer, writing),
    verwaltung_techn: {
      objektnr_intern: String(offer.id),
      objektnr_extern: `IQ-${offer.id}`,
      aktion: {},
      aktiv_von: offer.publishedOn,
      aktiv_bis: offer.expiresOn && dayBefore(offer.expiresOn),
      openimmo_obid: writing.propertyId,
      kennung_ursprung: 'IQ_Ost',
      stand_vom: knownFreeOn(offer) ?? offer.changedAt.slice(0, 10),
      sprache: writing.words.languageTag
    }
  };
}

/** Without a released address only the town and the block are named. */
function writePlace({ place, block, level }: OfferRecord, { locality }: OpenImmoWriting): Elements {
  const building = place?.unit.building;
  return {
    plz: place?.postcode,
    ort: locality.town,
    geokoordinaten: place && { '@breitengrad': place.position[1], '@laengengrad': place.position[0] },
    strasse: building?.street,
    hausnummer: building?.houseNumber,
    land: { '@iso_land': locality.alpha3 },
    etage: level,
    anzahl_etagen: place?.storeysAbove,
    regionaler_zusatz: block?.name
  };
}

/**
 * The standard wants a mail address or a telephone number, never an empty one. Where the operator has set up none, the
 * address lies in `.invalid`, which never leads anywhere (RFC 2606); enquiries go by `url`.
 */
function writeContact(offer: OfferRecord, writing: OpenImmoWriting): Elements {
  return {
    email_zentrale: writing.contactEmail ?? 'anfrage@iq-ost.invalid',
    name: offer.contactName ?? writing.firm,
    firma: writing.firm,
    url: addressOf(writing, `/listings/${offer.id}/enquiry`)
  };
}

function writePrices(offer: OfferRecord, { vatRate, words }: OpenImmoWriting): Elements {
  const { coldCents, serviceChargeCents, depositCents } = sumRent(offer, vatRate);
  return {
    nettokaltmiete: euro(coldCents),
    nebenkosten: euro(serviceChargeCents),
    zzg_mehrwertsteuer: offer.isVatAdded,
    mietpreis_pro_qm: euro(offer.rentCentsPerSqm),
    waehrung: { '@iso_waehrung': 'EUR' },
    mwst_satz: offer.isVatAdded ? (vatRate * 100).toFixed(2) : null,
    freitext_preis: offer.rentCentsPerSqm === null ? words.onRequest : null,
    kaution: euro(depositCents),
    kaution_text: offer.depositMonths === null ? null : words.deposit(offer.depositMonths)
  };
}

function writeAreas({ areaSqm, areaType, kind, frontageM, divisibleFromSqm }: OfferRecord): Elements | null {
  if (areaSqm === null && frontageM === null && divisibleFromSqm === null) return null;
  const ofType = (type: OfferRecord['areaType']) => (areaType === type ? areaSqm : null);
  const ofKind = (wanted: UnitKind) => (kind === wanted ? areaSqm : null);
  return {
    wohnflaeche: ofType('living'),
    nutzflaeche: ofType('usable'),
    gesamtflaeche: areaSqm,
    ladenflaeche: ofKind('shop'),
    lagerflaeche: ofKind('storage'),
    verkaufsflaeche: ofType('sales'),
    bueroflaeche: ofKind('office'),
    fensterfront: frontageM,
    gastroflaeche: ofKind('gastronomy'),
    teilbar_ab: divisibleFromSqm,
    vermietbare_flaeche: ofType('rental')
  };
}

function writeCondition({ place, energyKind, energyKwhPerSqm, status }: OfferRecord): Elements {
  const value = energyKwhPerSqm === null ? null : String(energyKwhPerSqm);
  return {
    baujahr: place?.builtYear,
    energiepass: energyKind && {
      epart: energyKind === 'exempt' ? null : energyKind === 'demand' ? 'BEDARF' : 'VERBRAUCH',
      energieverbrauchkennwert: energyKind === 'consumption' ? value : null,
      endenergiebedarf: energyKind === 'demand' ? value : null,
      jahrgang: energyKind === 'exempt' ? 'nicht_noetig' : null,
      gebaeudeart: 'nichtwohn'
    },
    verkaufstatus: { '@stand': status === 'reserved' ? 'RESERVIERT' : 'OFFEN' }
  };
}

function writeTexts(offer: OfferRecord, { words }: OpenImmoWriting): Elements {
  const yesNo = (value: boolean) => (value ? words.yes : words.no);
  const features = (['isStepFree', 'hasExtractor', 'hasToilet'] as const).flatMap((feature) => {
    const value = offer[feature];
    return value === null ? [] : [`${words.columns[feature]}: ${yesNo(value)}`];
  });
  return {
    objekttitel: offer.title,
    dreizeiler: words.summary(offer),
    ausstatt_beschr: [offer.fitOut, ...features].filter(Boolean).join('\n') || null,
    objektbeschreibung: offer.description,
    sonstige_angaben: [
      offer.conditions,
      `${words.columns.nature}: ${words.natures[offer.provenance.nature]}`,
      `${offer.provenance.attribution} (${offer.provenance.licence})`
    ]
      .filter(Boolean)
      .join('\n')
  };
}

function listAttachments(offer: OfferRecord, writing: OpenImmoWriting): Elements[] {
  const url = addressOf(writing, `/listings/${offer.id}`);
  const files = offer.files.map((file, place) => ({
    '@location': 'REMOTE',
    '@gruppe': file.kind === 'floor_plan' ? 'GRUNDRISS' : place === 0 ? 'TITELBILD' : 'BILD',
    anhangtitel: `${file.altText} (${file.credit})`,
    format: 'image/webp',
    daten: { pfad: new URL(offerFilePath(file), writing.origin).href }
  }));
  const link = {
    '@location': 'REMOTE',
    '@gruppe': 'ANBOBJURL',
    anhangtitel: url,
    format: 'text/html',
    daten: { pfad: url }
  };
  return [...files, link];
}

function writeAdministration(offer: OfferRecord, { words }: OpenImmoWriting): Elements {
  const term = (attribute: string, months: number | null) =>
    months === null ? null : { [attribute]: 'MONAT', '#': String(months) };
  return {
    objektadresse_freigeben: offer.place !== null,
    verfuegbar_ab: words.availability(offer),
    abdatum: offer.availableOn,
    min_mietdauer: term('@min_dauer', offer.minTermMonths),
    max_mietdauer: term('@max_dauer', offer.maxTermMonths),
    vermietet: false,
    denkmalgeschuetzt: offer.place && offer.place.isMonument,
    gewerbliche_nutzung: offer.kind !== 'dwelling',
    branchen: offer.suitableUses.map((use) => words.uses[use]).join(', ') || null
  };
}

/** Euro with a point before the cents. */
function euro(cents: number | null): string | null {
  return cents === null ? null : (cents / 100).toFixed(2);
}
