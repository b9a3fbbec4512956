import type { SchemaObject } from "../../model/schema-object.js";
import type { Catalogue } from "../catalogue/catalogue.js";
import type { ReadTable } from "../model/read-tables.js";
import { triggerSql } from "../schema-sql/trigger-sql.js";
import { bodyStatements, objectId, shown } from "./object-parts.js";

/** Triggers of tables, each needing the one that runs before it: they run in the order in which they are made. */
export function triggerObjects(
  { triggers, triggerStatements }: Catalogue,
  tables: ReadonlyMap<string, ReadTable>,
  own: (sql: string) => string,
): readonly SchemaObject[] {
  const last = new Map<string, string>();
  return triggers
    .filter(({ table }) => tables.has(table))
    .map((trigger): SchemaObject => {
      const { name, table, timing, event } = trigger;
      const { sql, sqlMode = "" } = triggerStatements.get(name) ?? {};
      const id = objectId("TRIGGER", name);
      const whole = objectId("TABLE", table);
      const moment = JSON.stringify([table, timing, event]);
      const before = last.get(moment);
      last.set(moment, id);
      return {
        kind: "trigger",
        id,
        name: `${table}.${name}`,
        partOf: whole,
        needs: [whole, ...(before === undefined ? [] : [before])],
        ...shown(
          id,
          sql === undefined ? [] : bodyStatements(own(triggerSql(trigger, sql)), sqlMode),
        ),
      };
    });
}
