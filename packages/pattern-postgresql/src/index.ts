export { postgresqlPattern, postgresqlPattern as default } from "./postgresql-pattern.js";
