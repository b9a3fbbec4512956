/**
 * Extensions that the embedded PostgreSQL (PGlite) brings, by their names in SQL: the module that has each, without
 * `@electric-sql/pglite/contrib/`. Those that only look into a server's own files and memory are left out.
 */
export const embeddedExtensions: Readonly<Record<string, string>> = {
  bloom: "bloom",
  btree_gin: "btree_gin",
  btree_gist: "btree_gist",
  citext: "citext",
  cube: "cube",
  dict_int: "dict_int",
  dict_xsyn: "dict_xsyn",
  earthdistance: "earthdistance",
  fuzzystrmatch: "fuzzystrmatch",
  hstore: "hstore",
  intarray: "intarray",
  isn: "isn",
  lo: "lo",
  ltree: "ltree",
  pg_trgm: "pg_trgm",
  pgcrypto: "pgcrypto",
  seg: "seg",
  tablefunc: "tablefunc",
  tcn: "tcn",
  tsm_system_rows: "tsm_system_rows",
  tsm_system_time: "tsm_system_time",
  unaccent: "unaccent",
  "uuid-ossp": "uuid_ossp",
};

/** Whether the embedded PostgreSQL has an extension. */
export function isEmbedded(extension: string): boolean {
  return Object.hasOwn(embeddedExtensions, extension);
}
