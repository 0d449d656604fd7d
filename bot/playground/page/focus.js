/** Where the focus stands in a drawing, and where it belongs once that is drawn anew. */

const FOCUSABLE = "a[href], button:not([disabled]), input:not([disabled]), select:not([disabled]), textarea:not([disabled]), summary, [tabindex='0']";

// What a closed menu holds has a place in the layout, and is not seen.
export const visible = (node) => node.checkVisibility({ visibilityProperty: true });

/** What Tab reaches inside a node, in order. */
export const stopsIn = (root) => [...root.querySelectorAll(FOCUSABLE)].filter(visible);

const rowsIn = (root) => [...root.querySelectorAll(".block")];

/** What tells a control from its namesakes: rows of one list have the same actions. */
export function spotOf(root, node) {
  const control = node.closest("[data-action]");
  return {
    action: control?.dataset.action,
    value: control?.dataset.value ?? "",
    block: node.closest("[data-block]")?.dataset.block ?? "",
    row: rowsIn(root).indexOf(node.closest(".block")),
    choice: control && control !== node ? node.value : undefined,
  };
}

/** The same control in a new drawing, or null: never one that only has the same name. */
export function findSame(root, spot) {
  if (!spot.action) return null;
  const fit = (node) => {
    const { value, block } = spotOf(root, node);
    return (spot.value && value === spot.value ? 2 : 0) + (spot.block && block === spot.block ? 1 : 0);
  };
  const alike = namesakes(root, spot).map((node) => [fit(node), node]).filter(([found]) => found > 0);
  const best = alike.sort(([one], [other]) => other - one)[0]?.[1];
  return best ? within(best, spot) : null;
}

/** The same control, else one of the same row; null where that row holds none. */
export function findNear(root, spot) {
  const same = findSame(root, spot);
  if (same) return same;
  const row = rowsIn(root)[spot.row] ?? (spot.row < 0 ? root : null);
  if (!row) return null;
  const alike = spot.action && !spot.value ? namesakes(row, spot)[0] : null;
  return alike ? within(alike, spot) : stopsIn(row)[0] ?? null;
}

const namesakes = (root, spot) => [...root.querySelectorAll(`[data-action="${CSS.escape(spot.action)}"]`)];

// A list of choices is one control, and the focus stands on one of its boxes.
function within(control, spot) {
  if (spot.choice === undefined) return control;
  const stops = stopsIn(control);
  return stops.find((each) => each.value === spot.choice) ?? stops[0] ?? control;
}
