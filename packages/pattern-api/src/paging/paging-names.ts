/** A name without signs and capitals: `next_page-Token` is `nextpagetoken`. */
export function folded(name: string): string {
  return name.toLowerCase().replaceAll(/[^a-z0-9]/g, "");
}

const words = (text: string): ReadonlySet<string> => new Set(text.split(" "));

/** Members of answers that hold what is to be known of paging, beside the list. */
export const containers = words(
  "meta metadata paging pagination page pageinfo pageable responsemetadata cursors cursor links link pager",
);

/** Query parameters that speak of pages: without one, a member called `next` proves nothing. */
export const pageParameters = words(
  "page pagenumber pageno pagenum pageindex pagesize perpage pagelimit limit offset skip top cursor after before maxresults " +
    "pagetoken nextpagetoken nexttoken continuationtoken continuation marker start startindex startat size maxitems count resultsperpage itemsperpage " +
    "skiptoken maxpagesize startingafter endingbefore pagecursor pagestart",
);

/** Members that are the address of the next page, by their names alone. */
export const nextAddresses = words(
  "nextlink odatanextlink nexturl nexturi nexthref nextpageurl nextpageuri nextpagelink nextpagehref",
);

/** Members that give what a parameter sends back, by the parameter. */
export const cursorPairs: ReadonlyMap<string, ReadonlySet<string>> = new Map([
  ["cursor", words("nextcursor cursornext cursor nextpagecursor")],
  ["startcursor", words("nextcursor")],
  ["nextcursor", words("nextcursor")],
  ["pagecursor", words("nextpagecursor nextcursor")],
  ["after", words("nextcursor after nextafter afternext endcursor lastid")],
  ["aftercursor", words("nextcursor aftercursor endcursor")],
  ["afterid", words("lastid nextafterid")],
  ["pagetoken", words("nextpagetoken nexttoken")],
  ["nextpagetoken", words("nextpagetoken")],
  ["nexttoken", words("nexttoken")],
  ["token", words("nexttoken nextpagetoken")],
  ["paginationtoken", words("nexttoken paginationtoken")],
  ["continuationtoken", words("continuationtoken nextcontinuationtoken")],
  ["continuation", words("continuation continuationtoken nextcontinuation")],
  ["marker", words("nextmarker")],
  ["scrollid", words("scrollid nextscrollid")],
  ["bookmark", words("nextbookmark bookmark")],
]);

/** Members that a service may fill in with what it was asked with: their texts have to say which it is. */
export const mayBeEcho = words(
  "cursor after aftercursor paginationtoken continuationtoken continuation scrollid bookmark",
);

/** Members that are filled in on the last page too: another one has to say whether there is more. */
export const needsMore = words("endcursor lastid");

export const moreMembers = words(
  "hasmore hasnext hasnextpage hasmoreitems hasmorepages hasmoreresults",
);

export const pageNumbers = words("page pagenumber pageno pagenum pageindex");
export const pageCounts = words(
  "totalpages pagecount pagescount numpages numberofpages totalpagecount pagestotal lastpage",
);
export const itemCounts = words(
  "total totalcount totalitems totalresults totalrecords totalelements totalsize totalnumber totalitemcount",
);

export const offsets = words("offset skip");
/** Offsets whose first value has to be in the document: some begin with 1. */
export const starts = words("start startindex startat");
