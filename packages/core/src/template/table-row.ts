/** A row of a Markdown table; the cells are escaped already. An empty cell has one space. */
export function tableRow(...cells: readonly string[]): string {
  return `|${cells.map((cell) => (cell === "" ? " |" : ` ${cell} |`)).join("")}`;
}
