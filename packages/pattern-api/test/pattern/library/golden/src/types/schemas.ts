export interface Book {
  isbn: string;
  /** As on the cover. */
  title: string;
  author?: string | null | undefined;
}

export interface NewBook {
  title: string;
}

export interface Problem {
  message: string;
}
