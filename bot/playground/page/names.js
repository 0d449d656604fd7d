/** Who and what an id stands for, as one person may know it. */

export class Names {
  constructor(people, state) {
    this.bot = state.bot;
    this.people = people;
    this.conversations = state.conversations;
    this.byId = new Map(people.map((person) => [person.id, person]));
    this.channels = new Map(state.conversations.map((conversation) => [conversation.id, conversation]));
  }

  isBot(id) {
    return id === this.bot.id;
  }

  person(id) {
    if (this.isBot(id)) return this.bot.name;
    return this.byId.get(id)?.name ?? id ?? "someone";
  }

  role(id) {
    return this.byId.get(id)?.role ?? "";
  }

  /** A conversation's name with its sign, or a neutral word for one this person cannot see. */
  channel(id, fallback = "") {
    const conversation = this.channels.get(id);
    if (conversation) return this.title(conversation);
    return fallback ? `#${fallback}` : "a private conversation";
  }

  title(conversation) {
    if (conversation.kind === "dm") return this.bot.name;
    if (conversation.kind === "group") return this.groupTitle(conversation);
    return `#${conversation.name}`;
  }

  groupTitle(conversation) {
    if (!Array.isArray(conversation.members)) return conversation.name;
    return conversation.members.filter((id) => !this.isBot(id)).map((id) => this.person(id).split(" ")[0]).join(", ");
  }

  /** Everyone who can be mentioned, the bot first. */
  mentionable() {
    return [{ ...this.bot, role: "app" }, ...this.people.filter((person) => !this.isBot(person.id))];
  }
}

/** Up to two letters that stand for a name. */
export function initials(name) {
  const words = name.split(/\s+/).filter(Boolean);
  return words.slice(0, 2).map((word) => [...word][0].toUpperCase()).join("");
}

/** A steady number 0..7 for an id, so a person keeps one colour. */
export function tint(id) {
  let sum = 0;
  for (const character of String(id)) sum = (sum * 31 + character.codePointAt(0)) % 997;
  return sum % 8;
}
