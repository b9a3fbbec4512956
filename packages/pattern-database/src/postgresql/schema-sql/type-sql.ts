import type { TypeRow } from "../catalogue/catalogue.js";
import { sqlLiteral, sqlName } from "../catalogue/sql-literal.js";
import { qualifiedName } from "./qualified-name.js";
import type { SchemaParts } from "./schema-parts.js";

/** A type as SQL. Checks of domains that call functions are added later. */
export function typeSql(type: TypeRow, parts: SchemaParts): string {
  const name = qualifiedName(type);
  switch (type.kind) {
    case "e":
      return `CREATE TYPE ${name} AS ENUM (${(type.values ?? []).map((value) => sqlLiteral(value)).join(", ")})`;
    case "c": {
      const attributes = parts.index.attributes.of(type.id);
      const list = attributes.map((attribute) => `  ${sqlName(attribute.name)} ${attribute.sql}`);
      return `CREATE TYPE ${name} AS (\n${list.join(",\n")}\n)`;
    }
    case "r": {
      const difference = type.subtypeDifference;
      const options = [
        `SUBTYPE = ${type.subtypeSql}`,
        ...(difference === null ? [] : [`SUBTYPE_DIFF = ${difference}`]),
        ...(type.multirange === null ? [] : [`MULTIRANGE_TYPE_NAME = ${type.multirange}`]),
      ];
      return `CREATE TYPE ${name} AS RANGE (${options.join(", ")})`;
    }
    default:
      return domainSql(type, name, parts);
  }
}

function domainSql(type: TypeRow, name: string, parts: SchemaParts): string {
  const checks = parts.index.domainChecks
    .of(type.id)
    .filter(({ id }) => !parts.callsFunctions("constraint", id))
    .map(
      (check) => `CONSTRAINT ${sqlName(check.name)} ${check.definition.replace(/ NOT VALID$/, "")}`,
    );
  const { baseSql, default: initial, notNull } = type;
  return [
    `CREATE DOMAIN ${name} AS ${baseSql}`,
    ...(initial === null ? [] : [`DEFAULT ${initial}`]),
    ...(notNull ? ["NOT NULL"] : []),
    ...checks,
  ].join("\n  ");
}
