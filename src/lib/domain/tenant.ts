/** A business that a tenancy may name. */
export interface Tenant {
  readonly id: number;
  readonly name: string;
}

/** Names to choose from and to type: of businesses with the same name each carries its number. */
export function labelTenants(tenants: readonly Tenant[]): readonly { readonly id: number; readonly label: string }[] {
  const counts = new Map<string, number>();
  for (const { name } of tenants) counts.set(name, (counts.get(name) ?? 0) + 1);
  return tenants.map(({ id, name }) => ({ id, label: counts.get(name)! > 1 ? `${name} (${id})` : name }));
}

/** The business that a typed label means, whatever its capitals; null for none of them. */
export function findTenant(tenants: readonly Tenant[], typed: string): number | null {
  const wanted = typed.trim().toLowerCase();
  return labelTenants(tenants).find(({ label }) => label.toLowerCase() === wanted)?.id ?? null;
}
