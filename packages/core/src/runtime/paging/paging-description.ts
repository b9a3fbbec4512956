/** A property of an answer's body; a list leads into objects inside of it: `["meta", "next_cursor"]`. */
export type PropertyPath = string | readonly string[];

interface PagedList {
  /** Where the array is, when an answer is an object. */
  readonly items?: PropertyPath;
}

/** The `Link` header's `rel="next"` (RFC 8288). */
export interface LinkPagingDescription extends PagedList {
  readonly style: "link";
}

/** The body says where the next page is; nothing, `null` or an empty text there means that there is none. */
export interface NextUrlPagingDescription extends PagedList {
  readonly style: "next-url";
  readonly next: PropertyPath;
}

/** The body gives what the next request sends back; nothing, `null` or an empty text there means the end. */
export interface CursorPagingDescription extends PagedList {
  readonly style: "cursor";
  /** Name in the params object. */
  readonly parameter: string;
  readonly next: PropertyPath;
  /** False there means the end, whatever the cursor is. */
  readonly more?: PropertyPath;
}

/** The next request names the last item of this page. */
export interface LastItemPagingDescription extends PagedList {
  readonly style: "last-item";
  /** Name in the params object. */
  readonly parameter: string;
  /** Property of an item that names it. */
  readonly id: string;
  /** True there means that there is another page. */
  readonly more: PropertyPath;
}

/** Pages have numbers. An empty page is the end. */
export interface PageNumberPagingDescription extends PagedList {
  readonly style: "page";
  /** Name in the params object. */
  readonly parameter: string;
  /** Number of the first page. */
  readonly first: number;
  /** Number of pages. */
  readonly pages?: PropertyPath;
  /** Number of items on all pages. */
  readonly total?: PropertyPath;
  /** False there means the end. */
  readonly more?: PropertyPath;
}

/** The next request says how many items it leaves out. An empty page is the end. */
export interface OffsetPagingDescription extends PagedList {
  readonly style: "offset";
  /** Name in the params object. */
  readonly parameter: string;
  /** Offset of the first item. */
  readonly first: number;
  /** Number of items on all pages. */
  readonly total?: PropertyPath;
  /** False there means the end. */
  readonly more?: PropertyPath;
}

/** How to get from one page of answers to the next. */
export type PagingDescription =
  | LinkPagingDescription
  | NextUrlPagingDescription
  | CursorPagingDescription
  | LastItemPagingDescription
  | PageNumberPagingDescription
  | OffsetPagingDescription;
