import type { SchemaObjectKind } from "../../model/schema-object.js";
import type { ObjectId, TypeRow } from "../catalogue/catalogue.js";
import { sqlName } from "../catalogue/sql-literal.js";
import { qualifiedName } from "../schema-sql/qualified-name.js";
import { constraintSql } from "../schema-sql/table-sql.js";
import { typeSql } from "../schema-sql/type-sql.js";
import { defaultId } from "./column-objects.js";
import { dropStatement, type ObjectList, personName, schemaId } from "./object-list.js";

const kinds: Readonly<Record<string, SchemaObjectKind>> = {
  e: "enum",
  c: "composite",
  r: "range",
  d: "domain",
};

/** Enums, composite types, ranges and domains; the rules of a domain are objects of their own. */
export function addTypes(list: ObjectList, used: ReadonlySet<ObjectId>): void {
  for (const type of list.catalogue.types) {
    const isRow = type.relation !== null && type.relationKind !== "c";
    const isForeign = type.extension !== null || /^(?:pg_|information_schema$)/.test(type.schema);
    const kind = kinds[type.kind];
    if (kind === undefined || isRow || isForeign || !used.has(type.id)) continue;
    addType(list, type, kind);
    if (kind === "domain") addDomainRules(list, type);
  }
}

function addType(list: ObjectList, type: TypeRow, kind: SchemaObjectKind): void {
  const id = list.own("type", type.id);
  const parts = [type.base, type.subtype, ...list.index.attributes.of(type.id).map((a) => a.type)];
  list.add({
    kind,
    id,
    name: personName(type.schema, type.name),
    needs: [
      schemaId(type.schema),
      ...parts.flatMap((part) => (part === null ? [] : list.typeNeeds(part))),
      ...list.needs("type", type.id),
    ],
    create: [kind === "domain" ? domainSql(type) : typeSql(type, list.parts)],
    drop: dropStatement(id),
    comment: list.index.comment("type", type.id),
    values:
      kind === "composite"
        ? list.index.attributes.of(type.id).map(({ name, sql }) => `${sqlName(name)} ${sql}`)
        : type.values,
  });
}

function domainSql(type: TypeRow): string {
  const collation = type.collation === null ? "" : ` COLLATE ${type.collation}`;
  return `CREATE DOMAIN ${qualifiedName(type)} AS ${type.baseSql}${collation}`;
}

/** What can be changed of a domain while columns have it. */
function addDomainRules(list: ObjectList, domain: TypeRow): void {
  const owner = list.own("type", domain.id);
  const alter = `ALTER DOMAIN ${qualifiedName(domain)}`;
  const rule = { name: personName(domain.schema, domain.name), partOf: owner };
  if (domain.default !== null) {
    list.add({
      ...rule,
      kind: "domain rule",
      id: defaultId(owner),
      needs: [owner, ...list.needs("type", domain.id)],
      create: [`${alter} SET DEFAULT ${domain.default}`],
      drop: `${alter} DROP DEFAULT`,
    });
  }
  if (domain.notNull) {
    list.add({
      ...rule,
      kind: "domain rule",
      id: `NOT NULL OF ${owner}`,
      needs: [owner],
      create: [`${alter} SET NOT NULL`],
      drop: `${alter} DROP NOT NULL`,
    });
  }
  for (const check of list.index.domainChecks.of(domain.id)) {
    list.add({
      kind: "domain rule",
      id: list.own("constraint", check.id),
      name: personName(domain.schema, domain.name, check.name),
      partOf: owner,
      needs: [owner, ...list.needs("constraint", check.id)],
      create: [`${alter} ADD ${constraintSql(check)}`],
      drop: `${alter} DROP CONSTRAINT ${sqlName(check.name)}`,
      comment: list.index.comment("constraint", check.id),
    });
  }
}
