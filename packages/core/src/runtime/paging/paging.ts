import type { Answer } from "../client/caller.js";
import type { CallParams } from "../client/request-plan.js";
import type { ItemsReader } from "./page-items.js";

/** What the request for the next page has that the first one had not. */
export interface NextPage {
  /** Where it is, when it is not where the first one was. */
  readonly url?: URL;
  readonly params?: CallParams;
}

/**
 * What to ask for after a page; `undefined` when it was the last.
 * @throws {Error} when it is at another origin, is one that was read before, or the answer does not say it
 */
export type NextOf = (answer: Answer) => NextPage | undefined;

/** How pages follow each other: functions for each style, so that a bundle holds those it uses. */
export interface Paging {
  readonly items: ItemsReader;
  /**
   * Begins with a first page.
   * @param params what it is asked for with
   * @throws {Error} when the parameter that counts pages is no number
   */
  readonly begin: (params: CallParams) => NextOf;
}

/** A description of pages whose items are found by a function; default: pages are lists. */
export type WithItems<Description> = Omit<Description, "style" | "items"> & {
  /** Made by `itemsAt`. */
  readonly items?: ItemsReader;
};
