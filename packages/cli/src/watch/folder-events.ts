import { watch } from "node:fs";

/**
 * Calls `onEvent` when something in a folder changes: the name of the entry, or null when it is not known. It may miss
 * changes, as it does where the file system tells of none; whoever uses it looks from time to time.
 * @returns ends it
 */
export type FolderEvents = (folder: string, onEvent: (name: string | null) => void) => () => void;

/** The events of the operating system. */
export const systemFolderEvents: FolderEvents = (folder, onEvent) => {
  try {
    const watcher = watch(folder, (_event, name) => onEvent(name));
    // A folder that was removed, or that no more events can be had of: what looks from time to time is left.
    watcher.on("error", () => watcher.close());
    return () => watcher.close();
  } catch {
    // It does not exist yet, or the system has no watch left to give.
    return () => undefined;
  }
};
