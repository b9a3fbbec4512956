import { clientNames } from "@agentflow/pattern-database";

/** What the added parts of one package are called. */
export interface FeatureNames extends ReturnType<typeof clientNames> {
  /** `ShopChannel`: the type of channels. */
  readonly channel: string;
  /** `ShopDriverOptions`: the type of what makes the driver. */
  readonly driverOptions: string;
}

/** Derives every name from the database's name as the user wrote it. */
export function featureNames(name: string): FeatureNames {
  const names = clientNames(name);
  return {
    ...names,
    channel: `${names.client}Channel`,
    driverOptions: `${names.client}DriverOptions`,
  };
}
