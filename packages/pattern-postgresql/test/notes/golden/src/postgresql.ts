import * as postgresql from "@agentflow/database/postgresql";
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
export type NotebookChannel = "note_changed" | (string & {});

/**
 * Calls a handler for each notification of a channel, one after the other. The connection that listens is made anew when
 * it is lost; `onGap` is told then. Resolves when the server listens.
 */
export function listen(
  notebook: Notebook,
  channel: NotebookChannel,
  handler: (notification: postgresql.Notification) => unknown,
  options?: postgresql.ListenOptions,
): Promise<postgresql.Listening> {
  return postgresql.listen(notebook, channel, handler, options);
}

/** Notifications of a channel for a loop, and the gaps between them. */
export function notifications(
  notebook: Notebook,
  channel: NotebookChannel,
  options?: postgresql.SubscriptionOptions,
): Promise<postgresql.Notifications> {
  return postgresql.notifications(notebook, channel, options);
}

/** Notifies whoever listens to a channel; in a transaction, when that commits. */
export function notify(
  notebook: Notebook | NotebookTransaction,
  channel: NotebookChannel,
  payload?: string,
): Promise<void> {
  return postgresql.notify(notebook, channel, payload);
}
