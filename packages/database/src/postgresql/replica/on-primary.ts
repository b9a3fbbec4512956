import type { Driver } from "../../driver/driver.js";
import { type DatabaseSource, driverOf, overDriver } from "../../table/database-parts.js";
import { ReplicatedDriver } from "./replicated-driver.js";

/**
 * The same database, whose reads go to the primary too: for what has to see a change that was just made. Without
 * replicas it is the database itself. It is closed with the database, and closes it.
 */
export function onPrimary<Source extends DatabaseSource>(source: Source): Source {
  const driver = driverOf(source);
  if (!(driver instanceof ReplicatedDriver)) return source;
  const { primary } = driver;
  const whole: Driver = {
    dialect: driver.dialect,
    run: (statement, options) => primary.run(statement, options),
    connect: (options) => primary.connect(options),
    close: () => driver.close(),
  };
  return overDriver(source, whole);
}
