/** The inputs of one modal: their values as Slack names them, and errors beside them. */

export class Form {
  constructor() {
    this.inputs = [];
  }

  add(block, element, input, error = null) {
    this.inputs.push({ block, action: element.action_id, type: element.type, input, error });
  }

  /** `{block: {action: value}}`: one string, a list of strings, or null. */
  values() {
    const values = {};
    for (const { block, action, input } of this.inputs) values[block] = { ...values[block], [action]: input.read() };
    return values;
  }

  /** Puts back what was entered where block, action and type are still the same. */
  restore(before) {
    for (const each of this.inputs) {
      const old = before.inputs.find((known) => known.block === each.block && known.action === each.action && known.type === each.type);
      if (old) each.input.write(old.input.read());
    }
  }

  /** Shows errors by block, focuses the first, and returns those that belong to no input. */
  showErrors(errors) {
    let first = null;
    const unplaced = [];
    for (const { block, input, error } of this.inputs) {
      if (error) error.textContent = errors[block] ?? "";
      if (errors[block]) input.node.setAttribute("aria-invalid", "true");
      else input.node.removeAttribute("aria-invalid");
      if (errors[block] && !first) first = input.node;
    }
    for (const [block, words] of Object.entries(errors)) if (!this.inputs.some((each) => each.block === block && each.error)) unplaced.push(words);
    first?.focus();
    return unplaced;
  }
}
