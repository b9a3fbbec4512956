import type { OtherSamples, PrintedTests } from "../dialect/printing-dialect.js";
import type { NamedDatabase, NamedRelation, NamedTable } from "../names/named-database.js";
import { uniqueKeys } from "../names/unique-keys.js";
import { mayInsert } from "../tables/table-access.js";
import type { NamedColumn } from "../types/column-facts.js";
import type { Exclusion } from "./exclusion.js";
import { rowsApart } from "./rows-apart.js";
import { rulesByColumn, type TableRules, tableRules } from "./table-rules.js";
import { type Sampler, sampler } from "./sampler.js";

/** How rows of a table are made for tests. */
export interface RowPlan {
  readonly table: NamedTable;
  readonly rules: TableRules;
  /** What keeps rows apart, by its name; undefined where it is not understood. */
  readonly exclusions: ReadonlyMap<string, Exclusion | undefined>;
  /** Columns that get a value of their own, with it. */
  readonly values: ReadonlyMap<NamedColumn, Sampler>;
  /** Rows of other tables that have to be there first. */
  readonly parents: readonly NamedRelation[];
  /** Rows that can be made: 1 where a unique key has one value only, 9 where nothing limits them. */
  readonly varies: number;
  /** Columns that need a value of which none is known. */
  readonly unknown: readonly NamedColumn[];
  /** Why the database may refuse such a row, as far as nobody can tell from here; empty: it will not. */
  readonly doubts: readonly string[];
  /** Why no row can be made at all. */
  readonly obstacle: string | undefined;
}

/** Plans rows of every table, along required foreign keys. */
export class RowPlanner {
  /** How the database's tests are printed. */
  readonly printed: PrintedTests;
  readonly samples: OtherSamples;
  readonly #tables: readonly NamedTable[];
  readonly #plans = new Map<NamedTable, RowPlan>();
  readonly #open = new Set<NamedTable>();

  constructor(database: NamedDatabase) {
    this.printed = database.dialect.tests;
    this.samples = this.printed.samples(database.model);
    this.#tables = database.tables;
  }

  plan(table: NamedTable): RowPlan {
    const known = this.#plans.get(table);
    if (known) return known;
    this.#open.add(table);
    const plan = this.#make(table);
    this.#open.delete(table);
    this.#plans.set(table, plan);
    return plan;
  }

  #make(table: NamedTable): RowPlan {
    const rules = tableRules(table, this.printed.parseCheck);
    const parents = table.relations.filter(
      (relation) => relation.forward && isRequired(table, relation),
    );
    const values = this.#values(table, rules, parents);
    const unknown = unknownColumns(table, values, parents);
    const doubts = [
      ...rules.doubts,
      ...tableDoubts(table, this.#tables),
      ...unknown.map(
        ({ model }) => `No value is known for the column ${model.name}, of type ${model.type.sql}.`,
      ),
    ];
    let obstacle = obstacleOf(table);
    for (const relation of parents) {
      if (this.#open.has(relation.table)) {
        obstacle ??= `Its foreign key ${relation.constraint} needs a row that in turn needs one of ${table.id}.`;
        continue;
      }
      const parent = this.plan(relation.table);
      if (parent.obstacle !== undefined) {
        obstacle ??= `It needs a row of ${parent.table.id}, of which none can be made here.`;
      }
      if (parent.doubts.length > 0) {
        doubts.push(`It needs a row of ${parent.table.id}, which may be refused.`);
      }
    }
    const exclusions = new Map(
      table.model.exclusions.map(({ name, sql }) => [name, this.printed.parseExclusion?.(sql)]),
    );
    const plan = { table, rules, exclusions, values, unknown, parents, doubts, obstacle };
    return { ...plan, varies: obstacle === undefined ? this.#varies(plan) : 0 };
  }

  #values(
    table: NamedTable,
    rules: TableRules,
    parents: readonly NamedRelation[],
  ): ReadonlyMap<NamedColumn, Sampler> {
    const referring = table.model.foreignKeys.flatMap(({ columns }) => columns);
    const inherited = new Set(parents.flatMap(({ columns }) => columns.map(([own]) => own)));
    const values = new Map<NamedColumn, Sampler>();
    for (const column of table.columns) {
      const { name } = column.model;
      if (!column.insertable || inherited.has(name) || rules.avoided.has(name)) continue;
      // Nothing is referred to where nothing has to be.
      if (referring.includes(name) && column.nullable) continue;
      const own = rulesByColumn(rules, name);
      const ordered = own.find((rule) => rule.kind === "after" || rule.kind === "before");
      if (ordered && column.nullable) continue;
      if (column.hasDefault && !ordered && !needsValue(table, column)) continue;
      const made = sampler(
        column,
        own.flatMap((rule) => (rule.kind === "after" || rule.kind === "before" ? [] : [rule])),
        this.samples,
      );
      if (!made) continue;
      values.set(column, ordered?.kind === "after" ? later(made) : made);
    }
    return values;
  }

  #varies(plan: Omit<RowPlan, "varies">): number {
    const { table, exclusions, values, parents } = plan;
    const varies = (name: string): number => this.#columnVaries(table, name, values, parents);
    const keys = uniqueKeys(table.model).map(({ columns }) => Math.max(...columns.map(varies)));
    const apart = [...exclusions.values()].map((one) => (one ? rowsApart(one, plan, varies) : 1));
    return Math.min(9, ...keys, ...apart);
  }

  #columnVaries(
    table: NamedTable,
    name: string,
    values: ReadonlyMap<NamedColumn, Sampler>,
    parents: readonly NamedRelation[],
  ): number {
    const column = table.columns.find(({ model }) => model.name === name);
    const own = column && values.get(column);
    if (own) return own.varies;
    const from = parents.filter(({ columns }) => columns.some(([key]) => key === name));
    // Several columns of the parent may be its key together; the number of its rows is what counts.
    return Math.max(0, ...from.map((relation) => this.plan(relation.table).varies)) || 9;
  }
}

/** A row of `n` comes after itself where the number is one more. */
function later(made: Sampler): Sampler {
  return {
    at: (n) => made.at(/^\d+$/.test(n) ? String(Number(n) + 1) : `${n} + 1`),
    varies: made.varies,
  };
}

/** A foreign key is satisfied without a row as soon as one of its columns may be null and is left out. */
function isRequired({ columns }: NamedTable, relation: NamedRelation): boolean {
  return relation.columns.every(([own]) => {
    const column = columns.find(({ model }) => model.name === own);
    return column !== undefined && (!column.nullable || column.model.default !== null);
  });
}

/** A default that is the same for every row cannot make rows differ. */
function needsValue({ model }: NamedTable, column: NamedColumn): boolean {
  const { name } = column.model;
  const unique = uniqueKeys(model).some(({ columns }) => columns.includes(name));
  return unique && column.model.identity === null && !(column.model.default ?? "(").includes("(");
}

function obstacleOf(table: NamedTable): string | undefined {
  const { kind } = table.model;
  if (kind === "view" || kind === "materialized-view") return "It is a view.";
  if (kind === "foreign-table") return "Its rows are on another server.";
  if (table.model.transactional === false)
    return "No transaction takes back what is written to it.";
  return mayInsert(table) ? undefined : "The role that the schema was read with may not insert.";
}

function tableDoubts(
  { model, columns }: NamedTable,
  tables: readonly NamedTable[],
): readonly string[] {
  const doubts = model.triggers
    .filter(({ enabled, events }) => enabled && events.includes("insert"))
    .map(({ name }) => `The trigger ${name} may change or refuse it.`);
  for (const { name, columns: referring } of model.foreignKeys) {
    const computed = columns.find(
      (column) => referring.includes(column.model.name) && isComputed(column),
    );
    if (computed) {
      doubts.push(
        `The database computes ${computed.model.name}, which ${name} has to find a row by.`,
      );
    }
  }
  if (model.partitionOf !== null)
    doubts.push(`It takes rows of its own range only: ${model.partitionOf.bounds}.`);
  if (model.kind === "partitioned-table") {
    const takesAll = tables.some(
      ({ model: { partitionOf } }) =>
        partitionOf?.schema === model.schema &&
        partitionOf.name === model.name &&
        /^\s*default\s*$/i.test(partitionOf.bounds),
    );
    if (!takesAll) doubts.push("It takes only rows that one of its partitions takes.");
  }
  return doubts;
}

function isComputed({ model }: NamedColumn): boolean {
  return model.generated !== null || model.identity !== null;
}

/** Columns that need a value, and have none. */
function unknownColumns(
  { columns }: NamedTable,
  values: ReadonlyMap<NamedColumn, Sampler>,
  parents: readonly NamedRelation[],
): readonly NamedColumn[] {
  const inherited = new Set(parents.flatMap((relation) => relation.columns.map(([own]) => own)));
  return columns.filter(
    (column) =>
      !column.nullable &&
      !column.hasDefault &&
      !inherited.has(column.model.name) &&
      !values.has(column),
  );
}
