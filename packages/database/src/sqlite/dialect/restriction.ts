/** What begins a transaction that only reads: SQLite has none of its own. The driver takes it back at its end. */
export const restriction = "pragma query_only = on";
