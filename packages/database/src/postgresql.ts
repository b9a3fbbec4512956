export { type HeldLock, withAdvisoryLock } from "./postgresql/advisory-lock/advisory-lock.js";
export type { LockKey } from "./postgresql/advisory-lock/lock-key.js";
export type { AdvisoryLockOptions } from "./postgresql/advisory-lock/lock-options.js";
export { lockInTransaction } from "./postgresql/advisory-lock/transaction-lock.js";

export { copyFrom, type CopyTable } from "./postgresql/copy/copy-from.js";
export {
  type CopiedRow,
  copyQuery,
  copyTo,
  type CopyToOptions,
} from "./postgresql/copy/copy-to.js";

export type { NotificationEvent, NotificationGap } from "./postgresql/listen/event-queue.js";
export {
  listen,
  type Listening,
  type ListenOptions,
  type Notifications,
  notifications,
  type SubscriptionOptions,
} from "./postgresql/listen/listen.js";
export type {
  ListeningConnection,
  ListeningDriver,
  ListeningEvents,
  Notification,
  WaitingOptions,
} from "./postgresql/listen/listening-driver.js";
export { notify } from "./postgresql/listen/notify.js";

export { onPrimary } from "./postgresql/replica/on-primary.js";
export {
  health,
  ReplicatedDriver,
  replicatedDriver,
  type ReplicatedDriverOptions,
} from "./postgresql/replica/replicated-driver.js";
export type { ServerHealth } from "./postgresql/replica/server-health.js";

export type { DatabaseSource, StatementSource } from "./table/database-parts.js";
