/**
 * What a session needs to read the catalogue and nothing else: its own modes, so that every server prints SQL alike, and
 * limits in seconds.
 */
export const beginReading = `set session sql_mode = '', sql_quote_show_create = 1, time_zone = '+00:00',
  lock_wait_timeout = 10, max_statement_time = 120, group_concat_max_len = 4294967295;
set session transaction read only;
start transaction read only`;

/** Names are compared as bytes, so that their order is that of code points whatever the database's collation is. */
const ofDatabase = (column: string): string => `where ${column} = database()`;
const byBytes = (column: string): string => `convert(${column} using utf8mb4) collate utf8mb4_bin`;

/** Queries by what they give. */
export const queries = {
  server: `select version(), @@version_comment, default_character_set_name, default_collation_name
from information_schema.schemata ${ofDatabase("schema_name")}`,
  otherDatabases: `select schema_name from information_schema.schemata
where schema_name <> database() order by ${byBytes("schema_name")}`,
  grants: "show grants",
  relations: `select table_name, table_type, engine, table_comment, table_collation
from information_schema.tables ${ofDatabase("table_schema")}
  and table_type in ('BASE TABLE', 'SYSTEM VERSIONED', 'VIEW', 'SEQUENCE')
order by ${byBytes("table_name")}`,
  columns: `select table_name, column_name, is_nullable, data_type, column_type, column_default, extra,
  if(is_generated = 'ALWAYS', generation_expression, null), column_comment, privileges, collation_name
from information_schema.columns ${ofDatabase("table_schema")}
order by ${byBytes("table_name")}, ordinal_position`,
  views: `select table_name, is_updatable from information_schema.views ${ofDatabase("table_schema")}`,
  triggers: `select event_object_table, trigger_name, action_timing, event_manipulation
from information_schema.triggers ${ofDatabase("trigger_schema")}
order by ${byBytes("event_object_table")}, event_manipulation, action_timing desc, action_order`,
  routines: `select routine_name, routine_type from information_schema.routines
${ofDatabase("routine_schema")} order by ${byBytes("routine_name")}, routine_type`,
} as const;
