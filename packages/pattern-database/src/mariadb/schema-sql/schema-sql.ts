import type { Catalogue } from "../catalogue/catalogue.js";
import { objectNames, type ReadTable } from "../model/read-tables.js";
import { namesDatabase, withoutOwnName } from "../sql/own-names.js";
import { quotedName } from "../sql/quoted.js";
import { databaseSql } from "./database-sql.js";
import { neededTables } from "./needed-tables.js";
import { SchemaOutput } from "./schema-output.js";
import { standInSql } from "./stand-in-sql.js";
import { tableSql } from "./table-sql.js";
import { triggerSql } from "./trigger-sql.js";
import { withoutDefiner } from "./without-definer.js";

/** SQL, and what it leaves out. */
export interface SchemaSql {
  readonly sql: string;
  /** For people: ``trigger `audit` ``. */
  readonly omissions: readonly string[];
}

/**
 * SQL that makes an empty database of the same schema, in an order that works: sequences, which defaults draw from,
 * tables, routines, views after what they read, triggers.
 */
export function schemaSql(
  catalogue: Catalogue,
  tables: ReadonlyMap<string, ReadTable>,
  selected: ReadonlySet<string>,
): SchemaSql {
  const writer = new SchemaWriter(catalogue, tables);
  return writer.write(selected);
}

class SchemaWriter {
  readonly #catalogue: Catalogue;
  readonly #tables: ReadonlyMap<string, ReadTable>;
  readonly #objects: ReadonlySet<string>;
  readonly #output = new SchemaOutput();
  /** Tables and views that others are in the place of. */
  readonly #standIns = new Set<string>();

  constructor(catalogue: Catalogue, tables: ReadonlyMap<string, ReadTable>) {
    this.#catalogue = catalogue;
    this.#tables = tables;
    this.#objects = objectNames(catalogue);
  }

  write(selected: ReadonlySet<string>): SchemaSql {
    const { server, relations, statements } = this.#catalogue;
    const output = this.#output;
    output.add(databaseSql(server));
    for (const { name, type } of relations) {
      const sql = type === "SEQUENCE" ? statements.get(name)?.sql : undefined;
      if (sql !== undefined) output.add(sql);
      else if (type === "SEQUENCE") output.omit(`sequence ${quotedName(name)}`);
    }
    const needed = neededTables(this.#tables, selected);
    for (const [name, read] of this.#tables) {
      if (read.row.type !== "VIEW" && needed.has(name)) this.#table(read, needed);
    }
    this.#routines();
    for (const read of needed.values()) if (read.row.type === "VIEW") this.#view(read);
    this.#triggers(needed);
    return { sql: output.sql(), omissions: output.omissions };
  }

  #table({ row, columns, table }: ReadTable, needed: ReadonlyMap<string, ReadTable>): void {
    const { name, engine } = row;
    const what = `table ${quotedName(name)}`;
    if (table === undefined) {
      this.#output.omit(
        `keys, checks and defaults of ${what}, and foreign keys to it, which the role may not see`,
      );
      return this.#standIn(name, columns);
    }
    const isKept = keptEngines.has(engine?.toUpperCase() ?? "");
    if (!isKept) this.#output.omit(`engine ${engine ?? ""} of ${what}, the usual one instead`);
    const sql = tableSql(
      name,
      isKept ? table : { ...table, options: "" },
      ({ referencedDatabase, referencedTable }) =>
        referencedDatabase === null && needed.get(referencedTable)?.table !== undefined,
    );
    this.#output.add(this.#own(sql));
  }

  #view({ row, columns, statement, view }: ReadTable): void {
    const what = `view ${quotedName(row.name)}, a table instead`;
    if (statement === undefined) this.#output.omit(`${what}: the role may not see its query`);
    else if (view?.reads === null) this.#output.omit(`${what}: it reads another database`);
    else if (view?.reads.some((name) => this.#standIns.has(name)) === true)
      this.#output.omit(`${what}: it reads what the role may not see`);
    else return this.#output.add(withoutDefiner(statement));
    this.#standIn(row.name, columns);
  }

  #standIn(name: string, columns: ReadTable["columns"]): void {
    this.#standIns.add(name);
    this.#output.add(standInSql(name, columns));
  }

  #routines(): void {
    const { routines, routineStatements } = this.#catalogue;
    for (const { name, type } of routines) {
      const { sql, sqlMode = "" } = routineStatements.get(`${type} ${name}`) ?? {};
      this.#body(`${type.toLowerCase()} ${quotedName(name)}`, sql, sqlMode);
    }
  }

  #triggers(tables: ReadonlyMap<string, ReadTable>): void {
    const { triggers, triggerStatements } = this.#catalogue;
    for (const trigger of triggers) {
      if (!tables.has(trigger.table)) continue;
      const { sql, sqlMode = "" } = triggerStatements.get(trigger.name) ?? {};
      const statement = sql === undefined ? undefined : triggerSql(trigger, sql);
      this.#body(`trigger ${quotedName(trigger.name)}`, statement, sqlMode);
    }
  }

  /** A statement with a body that somebody wrote; it must not reach from a test into a database of the same server. */
  #body(what: string, sql: string | undefined, sqlMode: string): void {
    if (sql === undefined) return this.#output.omit(`${what}, which the role may not see`);
    const own = this.#own(withoutDefiner(sql));
    const { database, otherDatabases } = this.#catalogue;
    if (namesDatabase(own, [database, ...otherDatabases])) {
      return this.#output.omit(`${what}, which names a database`);
    }
    this.#output.add(own, sqlMode);
  }

  #own(sql: string): string {
    return withoutOwnName(sql, this.#catalogue.database, this.#objects);
  }
}

/** Engines that every server has, and whose rows are in it. */
const keptEngines = new Set(["INNODB", "MYISAM", "ARIA", "MEMORY", "CSV", "MRG_MYISAM"]);
