/** The playground's /control routes as functions; a refusal is an error with the server's sentence. */

export class Refusal extends Error {}

const AWAY = "The playground does not answer. If it was stopped, start it again with make demo.";

async function call(path, { query = {}, body } = {}) {
  const url = new URL(path, location.origin);
  for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value);
  const request = body === undefined
    ? { headers: { accept: "application/json" } }
    : { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body) };
  let response;
  try {
    response = await fetch(url, request);
  } catch (problem) {
    throw new Refusal(AWAY, { cause: problem });
  }
  const reply = await response.json().catch(() => null);
  if (reply === null) throw new Refusal(`The playground answered ${response.status} without JSON. Its log names the cause.`);
  const refused = !response.ok || (reply.ok === false && !reply.errors);
  if (refused) throw new Refusal(reply.error ?? `The playground refused this (${response.status}).`);
  return reply;
}

export const api = {
  people: () => call("/control/people"),
  state: (as) => call("/control/state", { query: { as } }),
  messages: (as, channel) => call("/control/messages", { query: { as, channel } }),
  post: (body) => call("/control/message", { body }),
  command: (body) => call("/control/command", { body }),
  stop: (body) => call("/control/stop", { body }),
  interact: (body) => call("/control/interact", { body }),
  submit: (body) => call("/control/submit", { body }),
  edit: (body) => call("/control/edit", { body }),
  remove: (body) => call("/control/delete", { body }),
  views: (as) => call("/control/views", { query: { as } }),
  closeView: (body) => call("/control/close_view", { body }),
  home: (as) => call("/control/home", { query: { as } }),
  openHome: (body) => call("/control/home", { body }),
  payloads: (query) => call("/control/payloads", { query }),
  faults: () => call("/control/faults"),
  setFault: (body) => call("/control/fault", { body }),
  reset: () => call("/control/reset", { body: {} }),
};
