import * as features from "@agentflow/database/postgresql";
import type { Notebook, NotebookTransaction } from "./client.js";

export type { NotebookDriverOptions } from "./driver.js";
export {
  copyFrom,
  copyQuery,
  copyTo,
  health,
  lockInTransaction,
  onPrimary,
  withAdvisoryLock,
} from "@agentflow/database/postgresql";

/** Channels that functions of the database notify, as far as their text says so, and any other. */
export type NotebookChannel = "label_changed" | (string & {});

/**
 * Calls a handler for each notification of a channel, one after the other. The connection that listens is made anew when
 * it is lost; `onGap` is told then. Resolves when the server listens.
 */
export function listen(
  database: Notebook,
  channel: NotebookChannel,
  handler: (notification: features.Notification) => unknown,
  options?: features.ListenOptions,
): Promise<features.Listening> {
  return features.listen(database, channel, handler, options);
}

/** Notifications of a channel for a loop, and the gaps between them. */
export function notifications(
  database: Notebook,
  channel: NotebookChannel,
  options?: features.SubscriptionOptions,
): Promise<features.Notifications> {
  return features.notifications(database, channel, options);
}

/** Notifies whoever listens to a channel; in a transaction, when that commits. */
export function notify(
  database: Notebook | NotebookTransaction,
  channel: NotebookChannel,
  payload?: string,
): Promise<void> {
  return features.notify(database, channel, payload);
}
