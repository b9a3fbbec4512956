export {
  testDatabase,
  type TestDatabase,
  type TestDatabaseOptions,
} from "./mariadb/testing/test-database.js";
