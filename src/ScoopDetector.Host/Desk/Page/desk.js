"use strict";

// Everything shown here was written by strangers: text is only ever set as text, never as markup.
const cards = document.getElementById("cards");
const empty = document.getElementById("empty");
const shown = new Map();
const whole = new Intl.NumberFormat("en");

function make(name, className, text) {
  const element = document.createElement(name);
  if (className) element.className = className;
  if (text !== undefined) element.textContent = text;
  return element;
}

function number(value) {
  return value >= 100 ? whole.format(Math.round(value)) : String(Number(value.toPrecision(2)));
}

function clock(time) {
  return time.slice(11, 19);
}

function span(from, to) {
  const seconds = Math.max(0, Math.round((Date.parse(to) - Date.parse(from)) / 1000));
  if (seconds < 90) return `${seconds} s`;
  if (seconds < 5400) return `${Math.round(seconds / 60)} min`;
  return `${Number((seconds / 3600).toPrecision(2))} h`;
}

function list(className, items) {
  const ul = make("ul", className);
  for (const item of items) ul.append(make("li", "", item));
  return ul;
}

function facts({ alert }) {
  const line = make("p", "facts");
  const { authors, posts, perMinute, baselinePerMinute } = alert.counts;
  const evidence = alert.evidence.length;
  line.append(
    make("b", "", `${whole.format(authors)} people`), `, ${whole.format(posts)} posts: `,
    make("b", "", `${number(perMinute)} a minute`), " ",
    make("span", "", `against ${baselinePerMinute < 0.01 ? "hardly any" : number(baselinePerMinute)} usually · ${evidence} ${evidence === 1 ? "post" : "posts"} in evidence`));
  return line;
}

function why({ alert }) {
  const reasons = alert.why.filter(reason => Math.abs(reason.contribution) >= 0.05 && reason.usual + reason.value !== 0);
  const most = Math.max(1, ...reasons.map(reason => Math.abs(reason.contribution)));
  const grid = make("div", "why");
  for (const reason of reasons) {
    const words = make("div", "", `${reason.feature} `);
    words.append(make("small", "", `${number(reason.value)}, against ${number(reason.usual)}${reason.contribution < 0 ? ", speaks against" : ""}`));
    const track = make("div", "track");
    const bar = make("div", reason.contribution < 0 ? "bar against" : "bar");
    bar.style.width = `${Math.round(100 * Math.abs(reason.contribution) / most)}%`;
    track.append(bar);
    grid.append(words, track);
  }
  return grid;
}

function flags({ alert }) {
  const { spamRisk, repostShare, singleSource } = alert.flags;
  const said = [];
  if (singleSource) said.push("all of it goes back to one post");
  if (spamRisk >= 0.3) said.push(`spam risk ${Math.round(100 * spamRisk)} %`);
  if (repostShare >= 0.5) said.push(`${Math.round(100 * repostShare)} % reposts`);
  if (alert.counts.withdrawn > 0) said.push(`${alert.counts.withdrawn} withdrawn by their authors`);
  return said;
}

function summary(entry) {
  const { alert, openedAt, raisedAt } = entry;
  const line = make("div", "top");
  const ending = { merged: "now part of another story", closed: "gone quiet", retracted: "retracted" }[alert.state];
  line.append(
    make("span", "badge", alert.level.toUpperCase()),
    make("span", "", `first post ${clock(alert.firstSeenAt)}`),
    make("span", "", `told ${span(alert.firstSeenAt, openedAt)} later`));
  if (raisedAt !== openedAt) line.append(make("span", "", `raised ${clock(raisedAt)}`));
  if (alert.languages.length > 0) line.append(make("span", "", alert.languages.join(", ")));
  if (ending) line.append(make("span", "", ending));
  return line;
}

function fill(card, entry) {
  const { alert } = entry;
  const isOpen = card.querySelector("details")?.open ?? true;
  const ended = ["merged", "closed", "retracted"].includes(alert.state);
  card.className = `card ${alert.level}${ended ? " ended" : ""}`;
  const details = make("details");
  details.open = isOpen;
  details.append(make("summary", "", "why"), why(entry));
  const headline = make("h2", "", alert.headline);
  if (alert.languages.length > 0) headline.lang = alert.languages[0];
  card.replaceChildren(summary(entry), headline, list("chips", alert.terms), facts(entry), details);
  const warnings = flags(entry);
  if (warnings.length > 0) card.append(list("flags", warnings));
}

function show(entry) {
  const before = shown.get(entry.alert.eventId);
  if (before && before.entry.id >= entry.id) return;
  const card = before?.card ?? make("article");
  fill(card, entry);
  shown.set(entry.alert.eventId, { card, entry });
  if (before?.entry.raisedId !== entry.raisedId) {
    card.classList.add("fresh");
    const next = [...shown.values()].filter(other => other.card !== card && other.entry.raisedId < entry.raisedId)
      .sort((a, b) => b.entry.raisedId - a.entry.raisedId)[0];
    cards.insertBefore(card, next?.card ?? null);
  }
  empty.hidden = true;
}

function beat(heartbeat) {
  const words = { live: "live", learning: "learning what is usual", stopped: "stream stopped" };
  state(heartbeat.state, words[heartbeat.state]);
  document.getElementById("time").textContent = heartbeat.eventTime ? clock(heartbeat.eventTime) : "–";
  document.getElementById("posts").textContent = whole.format(heartbeat.posts);
  document.getElementById("rate").textContent = whole.format(Math.round(heartbeat.postsPerSecond));
  document.getElementById("alerts").textContent = whole.format(heartbeat.alerts);
  document.getElementById("watches").textContent = whole.format(heartbeat.events - heartbeat.alerts);
}

function state(name, words) {
  const line = document.getElementById("state");
  if (line.textContent === words) return;
  line.className = `state ${name}`;
  line.textContent = words;
}

// The stream tells what changes; the list tells what was there before, also after the program was started anew.
async function refresh() {
  const answer = await fetch("/api/v1/alerts");
  const entries = await answer.json();
  if (entries.length === 0 || entries.some(entry => shown.get(entry.alert.eventId)?.entry.id > entry.id)) {
    shown.clear();
    cards.replaceChildren();
    empty.hidden = false;
  }
  for (const entry of entries.reverse()) show(entry);
}

refresh().catch(() => state("stopped", "stream stopped"));
const source = new EventSource("/api/v1/alerts/stream");
source.addEventListener("open", () => refresh().catch(() => state("stopped", "stream stopped")));
source.addEventListener("alert", message => show(JSON.parse(message.data)));
source.addEventListener("heartbeat", message => beat(JSON.parse(message.data)));
source.addEventListener("error", () => state("stopped", "stream stopped"));
