import { type Clock, systemClock } from "../clock.js";
import type { AnswerHead, WireRequest } from "../http/exchange.js";
import { headerValue, type ResponseHeaders } from "../http/response-headers.js";
import { type AnswerKey, keyOf, neutralHeaders, urlKey } from "./answer-key.js";
import {
  acceptsStale,
  bypassesCache,
  isStorableStatus,
  isTransient,
  isUsable,
  mayServeOthers,
} from "./answer-policy.js";
import { type CacheControl, parseCacheControl } from "./cache-control.js";
import { notNegative } from "./cache-times.js";
import { fetchAnswer } from "./fetch-answer.js";
import type { FreshnessDefaults } from "./freshness.js";
import type {
  HttpCacheOptions,
  HttpSend,
  HttpServeOptions,
  ServedAnswer,
} from "./http-cache-options.js";
import { keptAnswer, type KeptAnswer, servedAnswer } from "./kept-answer.js";
import { type FoundAnswer, KeptAnswers } from "./kept-answers.js";
import { quietly } from "./quietly.js";
import { type Flight, SingleFlight } from "./single-flight.js";

/** A GET that the cache may answer. */
interface Question {
  readonly request: WireRequest;
  readonly send: HttpSend;
  readonly key: AnswerKey;
  /** The request's own directives. */
  readonly control: CacheControl;
  /** The same for questions that one answer can serve. */
  readonly flight: string;
}

/** An answer, and whether others who wait may have it too (RFC 9111 §4). */
interface Outcome {
  readonly answer: ServedAnswer;
  readonly shareable: boolean;
}

/** Methods that change nothing (RFC 9110 §9.2.1). */
const safeMethods: ReadonlySet<string> = new Set(["GET", "HEAD", "OPTIONS", "TRACE"]);

/** Answers GET requests with what the service answered before, as RFC 9111 has it for a cache of one user. */
export class HttpCache {
  readonly #defaults: FreshnessDefaults;
  readonly #ignored: ReadonlySet<string>;
  readonly #onError: (error: unknown) => void;
  readonly #clock: Clock;
  readonly #answers: KeptAnswers;
  /** Questions to memory and store, each with the request that follows. */
  readonly #lookups = new SingleFlight<Outcome>();
  /** Requests to the service. */
  readonly #fetches = new SingleFlight<Outcome>();

  /**
   * @throws RangeError when a time is out of its range, or `ignoredHeaders` names a field for credentials
   * @throws TypeError when a bound is no positive whole number, or a store comes without a name
   */
  constructor(options: HttpCacheOptions = {}) {
    const { ignoredHeaders = [], clock = systemClock } = options;
    this.#defaults = {
      ttl: notNegative("ttl", options.ttl ?? 0),
      negativeTtl: notNegative("negativeTtl", options.negativeTtl ?? 0),
      staleWhileRevalidate: notNegative("staleWhileRevalidate", options.staleWhileRevalidate ?? 0),
      staleIfError: notNegative("staleIfError", options.staleIfError ?? 0),
    };
    this.#ignored = neutralHeaders(ignoredHeaders);
    this.#onError = quietly(options.onError);
    this.#clock = clock;
    this.#answers = new KeptAnswers(options, this.#defaults, clock);
  }

  /**
   * The answer to a request: from the cache, or from the service by way of `send`. Every caller may change what
   * it gets. Requests with a method that may change something pass, and make the cache forget their URL.
   * @throws what `send` throws, unless an answer that is stale may stand in; the signal's reason when it aborts
   */
  serve(
    request: WireRequest,
    send: HttpSend,
    { signal }: HttpServeOptions = {},
  ): Promise<ServedAnswer> {
    if (signal?.aborted) return Promise.reject(signal.reason as Error); // whatever the caller aborted with
    const field = request.headers["cache-control"];
    const control = parseCacheControl(field);
    if (bypassesCache(request, control)) return this.#pass(request, send, signal);
    const key = keyOf(request, this.#ignored);
    const stored = this.#answers.get(key);
    const now = this.#clock.wallTime();
    if (stored && isUsable(stored, control, now)) {
      return Promise.resolve(servedAnswer(stored, urlOf(request), now));
    }
    const flight = field === undefined ? key.answer : `${key.answer} ${field}`;
    return this.#lookUp({ request, send, key, control, flight }, signal);
  }

  /**
   * Tells of an answer that passed by the cache, such as one that is read while it comes: what the request may have
   * changed is forgotten, in the store too when the promise resolves. It never rejects.
   * @param url where the answer came from, after redirects
   */
  async passed(request: WireRequest, { status, headers }: AnswerHead, url: string): Promise<void> {
    if (safeMethods.has(request.method) || status >= 400) return;
    const urls = changedUrls(request, headers, url);
    await Promise.all(Array.from(urls, (each) => this.#dropUrl(urlKey(each))));
  }

  /** Forgets every answer, in the store too when the promise resolves. It never rejects. */
  async clear(): Promise<void> {
    this.#lookups.forgetAll();
    this.#fetches.forgetAll();
    await this.#answers.clear();
  }

  async #lookUp(question: Question, signal: AbortSignal | undefined): Promise<ServedAnswer> {
    const { key, control, flight, request, send } = question;
    let first = false;
    const { answer, shareable } = await this.#lookups.run(
      flight,
      async ({ signal: waiting }) => {
        first = true;
        const found = await this.#answers.find(key);
        const { stored } = found;
        const now = this.#clock.wallTime();
        if (stored && isUsable(stored, control, now)) return this.#fromCache(stored, request);
        if (stored && acceptsStale(control) && now < stored.staleWhileRevalidateUntil) {
          this.#refresh(question, found);
          return this.#fromCache(stored, request);
        }
        return this.#fetchOnce(question, found, waiting);
      },
      signal,
    );
    if (first) return answer;
    return shareable ? copy(answer) : this.#pass(request, send, signal);
  }

  /** Asks the service, or waits with those who ask already. */
  async #fetchOnce(question: Question, found: FoundAnswer, signal: AbortSignal): Promise<Outcome> {
    let first = false;
    const outcome = await this.#fetches.run(
      question.flight,
      (flight) => {
        first = true;
        return this.#fetch(question, found, acceptsStale(question.control), flight);
      },
      signal,
    );
    if (first || outcome.shareable) return outcome;
    return { ...outcome, answer: await this.#pass(question.request, question.send, signal) };
  }

  /** Validates an answer that is served meanwhile. */
  #refresh(question: Question, found: FoundAnswer): void {
    if (this.#fetches.has(question.flight)) return;
    this.#fetches
      .run(question.flight, (flight) => this.#fetch(question, found, false, flight))
      .catch(this.#onError);
  }

  async #fetch(
    { request, send, key }: Question,
    { stored, generation }: FoundAnswer,
    staleIfError: boolean,
    flight: Flight,
  ): Promise<Outcome> {
    const fetched = await fetchAnswer({
      request,
      send,
      signal: flight.signal,
      stored,
      staleIfError,
      generation,
      clock: this.#clock,
      defaults: this.#defaults,
    });
    if (fetched.kept) {
      if (fetched.confirmed && flight.current) this.#keep(key, fetched.kept);
      return this.#fromCache(fetched.kept, request);
    }
    const { answer, url, origin } = fetched;
    if (flight.current) {
      if (isStorableStatus(answer.status) && url === urlOf(request)) {
        this.#keep(key, keptAnswer(answer, origin, this.#defaults));
      } else if (!isTransient(answer.status)) {
        this.#answers.drop(key);
      }
    }
    const shareable = mayServeOthers(answer.headers, this.#ignored);
    return { answer: { ...answer, url, fromCache: false }, shareable };
  }

  #keep(key: AnswerKey, answer: KeptAnswer): void {
    if (mayServeOthers(answer.headers, this.#ignored)) this.#answers.keep(key, answer);
    else this.#answers.drop(key);
  }

  #fromCache(kept: KeptAnswer, request: WireRequest): Outcome {
    const answer = servedAnswer(kept, urlOf(request), this.#clock.wallTime());
    return { answer, shareable: true };
  }

  /** A request that the cache has no answer to. */
  async #pass(
    request: WireRequest,
    send: HttpSend,
    signal: AbortSignal | undefined,
  ): Promise<ServedAnswer> {
    const { answer, url } = await send(request, signal);
    await this.passed(request, answer, url);
    return { ...answer, url, fromCache: false };
  }

  #dropUrl(url: string): Promise<void> {
    this.#lookups.forgetAll(url);
    this.#fetches.forgetAll(url);
    return this.#answers.dropUrl(url);
  }
}

/** The URLs whose answers a successful request may have changed (RFC 9111 §4.4): on its own origin only. */
function changedUrls(
  request: WireRequest,
  headers: ResponseHeaders,
  url: string,
): ReadonlySet<string> {
  const own = urlOf(request);
  const urls = new Set([own, url]);
  for (const field of ["location", "content-location"]) {
    const place = headerValue(headers, field);
    if (place === undefined || !URL.canParse(place, url)) continue;
    const { origin, pathname, search } = new URL(place, url);
    if (origin === request.origin) urls.add(origin + pathname + search);
  }
  return urls;
}

function urlOf({ origin, path }: WireRequest): string {
  return origin + path;
}

/** The same answer, for another who may change it too. */
function copy(answer: ServedAnswer): ServedAnswer {
  return { ...answer, headers: { ...answer.headers }, body: new Uint8Array(answer.body) };
}
