import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** Graphile Worker's schema: everything that its migrations have done, one after another. */
export function workerSql(folder: string): string {
  const sql = readdirSync(join(folder, "sql"))
    .filter((name) => name.endsWith(".sql"))
    .toSorted()
    .map((name) => readFileSync(join(folder, "sql", name), "utf8"));
  return (
    ["create schema graphile_worker;", ...sql]
      .join("\n")
      .replaceAll(":GRAPHILE_WORKER_SCHEMA", "graphile_worker")
      // Its own program runs them in transactions.
      .replaceAll(/^lock table .*$/gm, "")
  );
}

/** Logto's schema: a file for each table, in the order that the files ask for; without the roles of its tenants. */
export function logtoSql(folder: string): string {
  const tables = join(folder, "tables");
  const read = (name: string): string => readFileSync(join(tables, name), "utf8");
  const files = readdirSync(tables)
    .filter((name) => !name.startsWith("_") || name === "_functions.sql")
    .toSorted()
    .map((name) => ({ name, text: read(name) }))
    .toSorted((left, right) => orderOf(left.text) - orderOf(right.text));
  const afterEach = read("_after_each.sql");
  return [
    tenantsSql(folder),
    ...files.flatMap(({ name, text }) => [
      text,
      name.startsWith("_") || text.includes("no_after_each")
        ? ""
        : afterEach.replaceAll("${name}", name.replace(".sql", "")),
    ]),
  ].join("\n;\n");
}

/** Files that do not ask come last. */
function orderOf(text: string): number {
  return Number(/init_order = ([\d.]+)/.exec(text)?.[1] ?? Number.POSITIVE_INFINITY);
}

/** The one table that stands in the package's JavaScript. */
function tenantsSql(folder: string): string {
  const module = readFileSync(join(folder, "lib/models/tenants.js"), "utf8");
  const sql = /`([^`]*create table tenants[^`]*)`/.exec(module)?.[1];
  if (sql === undefined) throw new Error("The package has no table of tenants.");
  return sql.replace("${TenantTag.Development}", "development");
}
