import { and, asc, count, eq, gt, isNull, sql } from 'drizzle-orm';
import { DomainError } from '../../domain/errors';
import { inChange } from '../change/audit';
import type { ServiceContext } from '../context';
import {
  account,
  accountGrant,
  accountToken,
  building,
  business,
  organisation,
  organisationBuilding,
  organisationBusiness
} from '../db/schema';
import { requireAdministrator } from './grant';
import { getQuarter } from '../quarter';

export interface OrganisationRow {
  readonly id: number;
  readonly name: string;
  readonly buildingCount: number;
  readonly businessCount: number;
  readonly peopleCount: number;
}

/** What an organisation can have. */
export type PropertyKind = 'building' | 'business';

export interface OrganisationDetail {
  readonly id: number;
  readonly name: string;
  readonly buildings: readonly {
    readonly id: number;
    readonly street: string | null;
    readonly houseNumber: string | null;
    readonly isCourtyard: boolean;
    readonly sequence: number | null;
  }[];
  readonly businesses: readonly { readonly id: number; readonly name: string }[];
  readonly people: readonly { readonly accountId: string; readonly name: string; readonly role: string }[];
}

const LONGEST_NAME = 200;

/**
 * The organisations of the quarter, by name.
 * @throws {DomainError} `forbidden`
 */
export async function listOrganisations(context: ServiceContext): Promise<OrganisationRow[]> {
  requireAdministrator(context);
  const { id: quarterId } = await getQuarter(context);
  const { db } = context;
  const countOf = (table: typeof organisationBuilding | typeof organisationBusiness | typeof accountGrant) =>
    db.$count(table, eq(table.organisationId, organisation.id));
  return db
    .select({
      id: organisation.id,
      name: organisation.name,
      buildingCount: countOf(organisationBuilding),
      businessCount: countOf(organisationBusiness),
      peopleCount: countOf(accountGrant)
    })
    .from(organisation)
    .where(eq(organisation.quarterId, quarterId))
    .orderBy(asc(organisation.name));
}

/** @throws {DomainError} `forbidden`; `not_found` */
export async function getOrganisation(context: ServiceContext, id: number): Promise<OrganisationDetail> {
  const found = await findOrganisation(context, id);
  const { db } = context;
  const { street, houseNumber, isCourtyard, sequence } = building;
  const [buildings, businesses, people] = await Promise.all([
    db
      .select({ id: building.id, street, houseNumber, isCourtyard, sequence })
      .from(organisationBuilding)
      .innerJoin(building, eq(building.id, organisationBuilding.buildingId))
      .where(eq(organisationBuilding.organisationId, id))
      .orderBy(asc(street), asc(sequence), asc(building.id)),
    db
      .select({ id: business.id, name: business.name })
      .from(organisationBusiness)
      .innerJoin(business, eq(business.id, organisationBusiness.businessId))
      .where(eq(organisationBusiness.organisationId, id))
      .orderBy(asc(business.name)),
    db
      .select({ accountId: account.id, name: account.name, role: accountGrant.role })
      .from(accountGrant)
      .innerJoin(account, eq(account.id, accountGrant.accountId))
      .where(eq(accountGrant.organisationId, id))
      .orderBy(asc(account.name))
  ]);
  return { ...found, buildings, businesses, people };
}

/** @throws {DomainError} `forbidden`; `invalid` `missing`; `conflict` `organisation_taken` */
export async function addOrganisation(context: ServiceContext, name: string): Promise<number> {
  requireAdministrator(context);
  const wanted = readName(name);
  const { id: quarterId } = await getQuarter(context);
  const { result } = await inChange(context, [], async (inside) => {
    const [created] = await inside.db
      .insert(organisation)
      .values({ quarterId, name: wanted })
      .onConflictDoNothing()
      .returning({ id: organisation.id });
    if (!created) throw nameTaken();
    return { note: noteOf(created.id, { name: wanted }), result: created.id };
  });
  return result;
}

/** @throws {DomainError} `forbidden`; `not_found`; `invalid` `missing`; `conflict` `organisation_taken` */
export async function renameOrganisation(context: ServiceContext, id: number, name: string): Promise<void> {
  const before = await findOrganisation(context, id);
  const wanted = readName(name);
  if (before.name === wanted) return;
  await inChange(context, [], async (inside) => {
    const { quarterId } = await lockOrganisation(inside, id);
    const same = and(eq(organisation.quarterId, quarterId), eq(organisation.name, wanted));
    const [other] = await inside.db.select({ id: organisation.id }).from(organisation).where(same);
    if (other) throw nameTaken();
    await inside.db.update(organisation).set({ name: wanted }).where(eq(organisation.id, id));
    return { note: noteOf(id, { name: wanted }), result: undefined };
  });
}

export interface Property {
  readonly organisationId: number;
  readonly kind: PropertyKind;
  /** Id of a house or a business of the quarter. */
  readonly recordId: number;
}

/**
 * Gives an organisation a house or a business: whoever may speak for it may change that from now on.
 * @throws {DomainError} `forbidden`; `not_found`
 */
export async function addProperty(
  context: ServiceContext,
  { organisationId, kind, recordId }: Property
): Promise<void> {
  await findOrganisation(context, organisationId);
  await findRecord(context, kind, recordId);
  await inChange(context, [], async (inside) => {
    await lockOrganisation(inside, organisationId);
    const { db } = inside;
    if (kind === 'building') {
      await db.insert(organisationBuilding).values({ organisationId, buildingId: recordId }).onConflictDoNothing();
    } else {
      await db.insert(organisationBusiness).values({ organisationId, businessId: recordId }).onConflictDoNothing();
    }
    return { note: noteOf(organisationId, { added: { kind, id: recordId } }), result: undefined };
  });
}

/** @throws {DomainError} `forbidden`; `not_found` where the organisation does not have it */
export async function removeProperty(
  context: ServiceContext,
  { organisationId, kind, recordId }: Property
): Promise<void> {
  await findOrganisation(context, organisationId);
  await inChange(context, [], async (inside) => {
    const { db } = inside;
    const { organisationId: ofBuilding, buildingId } = organisationBuilding;
    const { organisationId: ofBusiness, businessId } = organisationBusiness;
    const removed =
      kind === 'building'
        ? await db
            .delete(organisationBuilding)
            .where(and(eq(ofBuilding, organisationId), eq(buildingId, recordId)))
            .returning({ id: buildingId })
        : await db
            .delete(organisationBusiness)
            .where(and(eq(ofBusiness, organisationId), eq(businessId, recordId)))
            .returning({ id: businessId });
    if (removed.length === 0) throw new DomainError('not_found', 'record_not_found');
    return { note: noteOf(organisationId, { removed: { kind, id: recordId } }), result: undefined };
  });
}

/**
 * Deletes an organisation that nobody speaks for and nobody is invited to speak for.
 * @throws {DomainError} `forbidden`; `not_found`; `conflict` `organisation_used`
 */
export async function removeOrganisation(context: ServiceContext, id: number): Promise<void> {
  const { name } = await findOrganisation(context, id);
  await inChange(context, [], async (inside) => {
    const { db } = inside;
    await lockOrganisation(inside, id);
    const [held] = await db.select({ count: count() }).from(accountGrant).where(eq(accountGrant.organisationId, id));
    const isForIt = sql`(${accountToken.invitation}->>'organisationId')::integer = ${id}`;
    const isOpen = and(isNull(accountToken.usedAt), gt(accountToken.expiresAt, new Date()));
    const [invited] = await db.select({ count: count() }).from(accountToken).where(and(isForIt, isOpen));
    if (held!.count + invited!.count > 0) throw new DomainError('conflict', 'organisation_used');
    await db.delete(organisationBuilding).where(eq(organisationBuilding.organisationId, id));
    await db.delete(organisationBusiness).where(eq(organisationBusiness.organisationId, id));
    await db.delete(organisation).where(eq(organisation.id, id));
    return { note: noteOf(id, { removedName: name }), result: undefined };
  });
}

async function findOrganisation(context: ServiceContext, id: number): Promise<{ id: number; name: string }> {
  requireAdministrator(context);
  const { id: quarterId } = await getQuarter(context);
  const [found] = await context.db
    .select({ id: organisation.id, name: organisation.name })
    .from(organisation)
    .where(and(eq(organisation.id, id), eq(organisation.quarterId, quarterId)));
  if (!found) throw new DomainError('not_found', 'organisation_not_found');
  return found;
}

/** Two administrators at once: the second sees what the first has done. */
async function lockOrganisation({ db }: ServiceContext, id: number): Promise<{ quarterId: number }> {
  const [locked] = await db
    .select({ quarterId: organisation.quarterId })
    .from(organisation)
    .where(eq(organisation.id, id))
    .for('update');
  if (!locked) throw new DomainError('not_found', 'organisation_not_found');
  return locked;
}

async function findRecord(context: ServiceContext, kind: PropertyKind, id: number): Promise<void> {
  const { id: quarterId } = await getQuarter(context);
  const table = kind === 'building' ? building : business;
  const [found] = await context.db
    .select({ id: table.id })
    .from(table)
    .where(and(eq(table.id, id), eq(table.quarterId, quarterId)));
  if (!found) throw new DomainError('not_found', 'record_not_found');
}

function readName(text: string): string {
  const name = text.trim().normalize('NFC');
  if (name === '' || name.length > LONGEST_NAME || /\p{Cc}/u.test(name)) {
    throw new DomainError('invalid', 'missing', { field: 'name' });
  }
  return name;
}

const nameTaken = () => new DomainError('conflict', 'organisation_taken', { field: 'name' });

const noteOf = (id: number, detail: Readonly<Record<string, unknown>>) =>
  ({ action: 'change_organisation', entity: 'organisation', entityId: id, detail }) as const;
