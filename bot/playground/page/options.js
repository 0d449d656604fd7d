/** The options a select, checkbox or radio element offers, in one shape: `[{label, options: [{value, text}]}]`. */

const KINDS = { public: "public", private: "private", im: "dm", mpim: "group" };

export const optionText = (option) => option.text?.text ?? String(option.text ?? option.value);

function people(context) {
  return context.names.mentionable().filter((person) => !context.names.isBot(person.id))
    .map((person) => ({ value: person.id, text: { text: person.name }, note: person.role }));
}

function conversations(element, context) {
  const wanted = element.filter?.include?.map((kind) => KINDS[kind]);
  const shown = context.names.conversations.filter((each) => !wanted || wanted.includes(each.kind) || (each.kind === "shared" && !element.filter.exclude_external_shared_channels));
  return shown.filter((each) => each.kind !== "dm" || wanted).map((each) => ({ value: each.id, text: { text: context.names.title(each) } }));
}

export function optionsOf(element, context) {
  if (/users_select$/.test(element.type)) return [{ label: "", options: people(context) }];
  if (/(conversations|channels)_select$/.test(element.type)) return [{ label: "", options: conversations(element, context) }];
  if (element.option_groups) return element.option_groups.map((group) => ({ label: group.label?.text ?? "", options: group.options ?? [] }));
  return [{ label: "", options: element.options ?? [] }];
}

export const flatOptions = (groups) => groups.flatMap((group) => group.options);

/** The values an element starts with. */
export function initialValues(element) {
  const many = element.initial_options?.map((option) => option.value) ?? element.initial_users ?? element.initial_conversations ?? element.initial_channels;
  if (many) return many;
  const one = element.initial_option?.value ?? element.initial_user ?? element.initial_conversation ?? element.initial_channel
    ?? element.initial_value ?? element.initial_date ?? element.initial_time;
  return one === undefined || one === null ? [] : [String(one)];
}
