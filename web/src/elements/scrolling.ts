// Keeping a row in sight without scrolling the page: only the list itself moves, and only when the row is outside its
// middle part, so that stepping through neighbouring rows leaves the picture still.

/** Scrolls `list` so that `row` is well inside it; at once, since scrubbing never animates. */
export function keepInSight(list: HTMLElement, row: HTMLElement): void {
  const listBox = list.getBoundingClientRect();
  const rowBox = row.getBoundingClientRect();
  const margin = Math.min(64, listBox.height / 4);
  const above = rowBox.top - (listBox.top + margin);
  const below = rowBox.bottom - (listBox.bottom - margin);
  if (above < 0) list.scrollTop += above;
  else if (below > 0) list.scrollTop += below;
}
