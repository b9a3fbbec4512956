import type { Driver, Statement } from "../../src/driver/driver.js";

/** A driver that remembers the statements it was given. */
export function recording(driver: Driver, statements: Statement[]): Driver {
  return {
    dialect: driver.dialect,
    run: (statement, options) => {
      statements.push(statement);
      return driver.run(statement, options);
    },
    connect: async (options) => {
      const connection = await driver.connect(options);
      return {
        run: (statement, runOptions) => {
          statements.push(statement);
          return connection.run(statement, runOptions);
        },
        release: (broken) => {
          connection.release(broken);
        },
      };
    },
    close: () => driver.close(),
  };
}
