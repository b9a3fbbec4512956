import { sqlName } from "../catalogue/sql-literal.js";
import { builtRelations, type SchemaState } from "./later-statements.js";
import { policySql } from "./policy-sql.js";
import { qualifiedName } from "./qualified-name.js";

/** Triggers, after everything that they may name. */
export function addTriggers({ catalogue, parts, output }: SchemaState): void {
  const { index } = parts;
  for (const row of builtRelations(catalogue, output)) {
    for (const { id, name, sql, enabled } of index.triggers.of(row.id)) {
      if (!parts.isBuildable("trigger", id)) {
        output.omit(`trigger ${sqlName(name)} on ${qualifiedName(row)}`);
        continue;
      }
      output.markBuilt("trigger", id);
      output.add(sql);
      if (!enabled)
        output.add(`ALTER TABLE ${qualifiedName(row)} DISABLE TRIGGER ${sqlName(name)}`);
    }
  }
}

/** Row security and its policies. One for a role of the server is left out: the role is not part of the schema. */
export function addRowSecurity({ catalogue, parts, output }: SchemaState): void {
  const { index } = parts;
  for (const row of builtRelations(catalogue, output)) {
    const table = `ALTER TABLE ${qualifiedName(row)}`;
    if (row.rowSecurity) output.add(`${table} ENABLE ROW LEVEL SECURITY`);
    if (row.forcedRowSecurity) output.add(`${table} FORCE ROW LEVEL SECURITY`);
    for (const policy of index.policies.of(row.id)) {
      if (policy.roles.length > 0 || !parts.isBuildable("policy", policy.id)) {
        output.omit(`policy ${sqlName(policy.name)} on ${qualifiedName(row)}`);
        continue;
      }
      output.markBuilt("policy", policy.id);
      output.add(policySql(row, policy));
    }
  }
}
