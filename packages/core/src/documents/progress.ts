/** Told how far a download is, in bytes; `total` is undefined when the server does not say. */
export type ProgressListener = (bytes: number, total: number | undefined) => void;
