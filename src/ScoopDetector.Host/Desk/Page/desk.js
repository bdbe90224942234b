"use strict";

// Everything shown here was written by strangers: text is only ever set as text, never as markup.
const cards = document.getElementById("cards");
const empty = document.getElementById("empty");
const shown = new Map();
const whole = new Intl.NumberFormat("en");
let heardAt = Date.now();

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
    make("span", "", `against ${baselinePerMinute < 0.01 ? "hardly any" : number(baselinePerMinute)} usually; ${evidence} ${evidence === 1 ? "post" : "posts"} in evidence`));
  return line;
}

// Two decimals, as the contributions come, and a true minus.
function signed(value) {
  return `${value < 0 ? "−" : "+"}${Math.abs(value).toFixed(2)}`;
}

// Left of zero speaks against, right of it for; zero lies where the longest bars of both sides just fit.
function bar(contribution, { least, most }) {
  const share = value => `${(100 * value / (most - least || 1)).toFixed(1)}%`;
  const track = make("div", "track");
  const zero = make("div", "zero");
  zero.style.left = share(-least);
  const length = make("div", contribution < 0 ? "bar against" : "bar");
  length.style.left = share(Math.min(contribution, 0) - least);
  length.style.width = share(Math.abs(contribution));
  track.append(length, zero);
  return track;
}

function row({ feature, value, usual, contribution }, scale) {
  const line = make("tr");
  const figure = measured => make("td", "figure", value === 0 && usual === 0 ? "" : number(measured));
  const track = make("td", "bars");
  track.append(bar(contribution, scale));
  line.append(make("th", "", feature), figure(value), figure(usual), track, make("td", "figure", signed(contribution)));
  return line;
}

function why({ alert }) {
  const contributions = alert.why.map(reason => reason.contribution);
  const scale = { least: Math.min(0, ...contributions), most: Math.max(0, ...contributions) };
  const [head, body, foot] = [make("thead"), make("tbody"), make("tfoot")];
  const names = make("tr");
  names.append(make("td"), make("td", "figure", "here"), make("td", "figure", "usual"), make("td", "bars", "speaks against, or for"), make("td"));
  head.append(names);
  const telling = alert.why.filter(reason => Math.abs(reason.contribution) >= 0.05);
  for (const reason of telling) body.append(row(reason, scale));
  const total = contributions.reduce((sum, contribution) => sum + contribution, 0);
  const sum = make("tr");
  const left = alert.why.length - telling.length;
  const words = make("th", "", left === 0 ? "the score" : `the score, with ${left} more that hardly matter`);
  words.colSpan = 4;
  sum.append(words, make("td", "figure", signed(total)));
  foot.append(sum);
  const table = make("table", "why");
  table.append(head, body, foot);
  return table;
}

function gist({ alert }) {
  const strongest = alert.why.filter(reason => reason.contribution >= 0.05).sort((a, b) => b.contribution - a.contribution).slice(0, 3);
  const line = make("summary", "", "why");
  line.append(make("span", "gist", strongest.map(reason => reason.feature).join(" · ")));
  return line;
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

function ending({ state, mergedInto }) {
  const words = { merged: "now part of another story", closed: "gone quiet", retracted: "retracted" }[state];
  if (!words) return null;
  const ended = make(mergedInto ? "a" : "span", "ending", words);
  if (mergedInto) ended.href = `#${mergedInto}`;
  return ended;
}

function top({ alert, openedAt, raisedAt }) {
  const line = make("div", "top");
  line.append(
    make("span", "badge", alert.level.toUpperCase()),
    make("span", "", `first post ${clock(alert.firstSeenAt)}, told ${span(alert.firstSeenAt, openedAt)} later`));
  if (raisedAt !== openedAt) line.append(make("span", "", `an alert since ${clock(raisedAt)}`));
  if (alert.languages.length > 0) line.append(make("span", "", alert.languages.join(", ")));
  const ended = ending(alert);
  if (ended) line.append(ended);
  return line;
}

function build(eventId) {
  const card = make("article");
  card.id = eventId;
  const reasons = make("details");
  // Clicked by mouse or key: from then on it stays as the reader wants it, whatever comes.
  reasons.addEventListener("click", click => {
    if (click.target.closest("summary")) card.dataset.chosen = "yes";
  });
  card.append(make("div"), reasons);
  return card;
}

function fill(card, entry) {
  const { alert } = entry;
  const [body, reasons] = card.children;
  card.className = `card ${alert.level}${ending(alert) ? " ended" : ""}`;
  const headline = make("h2", "", alert.headline);
  if (alert.languages.length > 0) headline.lang = alert.languages[0];
  body.replaceChildren(top(entry), headline, list("chips", alert.terms), facts(entry));
  const warnings = flags(entry);
  if (warnings.length > 0) body.append(list("flags", warnings));
  const hadFocus = reasons.contains(document.activeElement);
  reasons.replaceChildren(gist(entry), why(entry));
  if (hadFocus) reasons.firstChild.focus();
}

function show(entry) {
  const { eventId } = entry.alert;
  const before = shown.get(eventId);
  if (before && before.entry.id >= entry.id) return;
  const card = before?.card ?? build(eventId);
  fill(card, entry);
  shown.set(eventId, { card, entry });
  if (before?.entry.raisedId !== entry.raisedId) {
    card.classList.add("fresh");
    const next = [...shown.values()].filter(other => other.card !== card && other.entry.raisedId < entry.raisedId)
      .sort((a, b) => b.entry.raisedId - a.entry.raisedId)[0];
    cards.insertBefore(card, next?.card ?? null);
  }
}

// The newest explains itself; the others do when asked.
function settle() {
  for (const card of cards.children) {
    if (!card.dataset.chosen) card.querySelector("details").open = card === cards.firstElementChild;
  }
  empty.hidden = shown.size > 0;
}

function beat(heartbeat) {
  heardAt = Date.now();
  const words = { live: "live", learning: "learning what is usual", stopped: "the stream has ended" };
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

function lost() {
  state("stopped", "connection lost, trying again");
}

// The stream tells what changes; the list tells what there is, also after the program was started anew: what was shown before the list was
// asked for and is not on it, or has gone back, was told by another run.
async function refresh() {
  const before = new Map(shown);
  const answer = await fetch("/api/v1/alerts");
  const entries = await answer.json();
  const listed = new Map(entries.map(entry => [entry.alert.eventId, entry.id]));
  for (const [eventId, { card, entry }] of before) {
    if (listed.get(eventId) >= entry.id) continue;
    card.remove();
    shown.delete(eventId);
  }
  for (const entry of entries.reverse()) show(entry);
  settle();
}

refresh().catch(lost);
const source = new EventSource("/api/v1/alerts/stream");
source.addEventListener("open", () => refresh().catch(lost));
source.addEventListener("alert", message => {
  show(JSON.parse(message.data));
  settle();
});
source.addEventListener("heartbeat", message => beat(JSON.parse(message.data)));
source.addEventListener("error", lost);

// A beat is due every second. Silence is only to be trusted while they come.
setInterval(() => {
  if (source.readyState === EventSource.OPEN && Date.now() - heardAt > 5000) state("stopped", "nothing heard for more than 5 s");
}, 1000);
