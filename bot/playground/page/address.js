/** Who looks at what: kept in the address, so that a reload or a shared link shows the same two screens. */

const SIDES = ["left", "right"];

/** `{left: {as, channel}, right: ...}` of the address, or null where it names nobody. */
export function fromAddress(hash, people) {
  const given = new URLSearchParams(hash.replace(/^#/, ""));
  const known = new Set(people.map((person) => person.id));
  const panes = SIDES.map((side) => given.get(side)?.split(":") ?? []).map(([as, channel]) => ({ as, channel }));
  return panes.every((pane) => known.has(pane.as)) ? { left: panes[0], right: panes[1] } : null;
}

/** The fragment for two panes. */
export function toAddress({ left, right }) {
  return `#left=${left.as}:${left.channel}&right=${right.as}:${right.channel}`;
}

/** The pair of the opening that shows most: one question asked by two people, each where they asked it. */
export function fromOpening(opening, people) {
  const pairs = opening.flatMap((first, index) => opening.slice(index + 1).map((second) => [first, second])).filter(([first, second]) => first.as !== second.as);
  const same = pairs.find(([first, second]) => first.text === second.text) ?? pairs[0];
  if (same) return { left: same[0], right: same[1] };
  const [one, two] = [opening[0] ?? { as: people[0].id }, people.find((person) => person.id !== (opening[0]?.as ?? people[0].id))];
  return { left: one, right: { as: two?.id ?? one.as } };
}
