import type { DatabaseModel, TypeModel } from "../model/database-model.js";

type DomainModel = DatabaseModel["domains"][number];

/** The domain that a type is; `undefined` for other types, and for a domain that is not in the model. */
function domainOf(type: TypeModel, domains: readonly DomainModel[]): DomainModel | undefined {
  if (type.category !== "domain") return undefined;
  return domains.find(({ schema, name }) => schema === type.schema && name === type.name);
}

/** A type, and those that it is made of where it is a domain; the last is none. */
export function madeOf(type: TypeModel, domains: readonly DomainModel[]): readonly TypeModel[] {
  const made = [type];
  for (let domain = domainOf(type, domains); domain; domain = domainOf(domain.base, domains)) {
    // A circle of domains cannot be created.
    if (made.includes(domain.base)) break;
    made.push(domain.base);
  }
  return made;
}
