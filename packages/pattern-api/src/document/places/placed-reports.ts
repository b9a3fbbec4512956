import {
  AgentFlowError,
  type Diagnostic,
  isAgentFlowError,
  type SourceDocument,
  type SourceLocation,
} from "@agentflow/core";
import type { Report } from "../findings.js";
import { textPlaces } from "./text-places.js";

/** What of a document its places need. */
type PlacedText = Pick<SourceDocument, "source" | "text">;

/**
 * Keeps what is reported of documents until all is known, and gives it line and column then: each text is looked through
 * once, whatever number of places is wanted, and not at all when nothing is reported.
 */
export class PlacedReports {
  readonly #texts = new Map<string, string>();
  readonly #found: Diagnostic[] = [];

  /** Adds a document whose places may be asked for. */
  knows({ source, text }: PlacedText): void {
    this.#texts.set(source, text);
  }

  readonly report: Report = (diagnostic) => {
    this.#found.push(diagnostic);
  };

  /** Hands on what was reported, in that order. */
  deliver(report: Report): void {
    const found = this.#found.splice(0);
    const locations = this.#withPlaces(found.map(({ location }) => location));
    found.forEach((diagnostic, index) => report(withLocation(diagnostic, locations[index])));
  }

  /** An error with the line and column of its place, and of those of its diagnostics; anything else as it is. */
  placed(error: unknown): unknown {
    if (!isAgentFlowError(error)) return error;
    const { code, message, help, diagnostics } = error;
    const [location, ...others] = this.#withPlaces([
      error.location,
      ...diagnostics.map((diagnostic) => diagnostic.location),
    ]);
    return new AgentFlowError(code, message, {
      help,
      ...(location && { location }),
      diagnostics: diagnostics.map((diagnostic, index) => withLocation(diagnostic, others[index])),
      cause: error,
    });
  }

  #withPlaces(
    locations: readonly (SourceLocation | undefined)[],
  ): readonly (SourceLocation | undefined)[] {
    const wanted = Map.groupBy(
      locations.filter((location) => location !== undefined),
      ({ source }) => source,
    );
    const places = new Map<SourceLocation, SourceLocation>();
    for (const [source, group] of wanted) {
      const text = this.#texts.get(source);
      const open = group.filter(({ pointer, line }) => pointer !== undefined && line === undefined);
      if (text === undefined || open.length === 0) continue;
      const found = textPlaces(
        text,
        open.map(({ pointer = "" }) => pointer),
      );
      open.forEach((location, index) => places.set(location, { ...location, ...found[index] }));
    }
    return locations.map((location) => location && (places.get(location) ?? location));
  }
}

function withLocation(diagnostic: Diagnostic, location: SourceLocation | undefined): Diagnostic {
  return location === diagnostic.location || !location ? diagnostic : { ...diagnostic, location };
}
