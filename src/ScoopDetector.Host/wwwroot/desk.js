// What only a browser can do: keys, focus, what this browser remembers, sound. What people wrote is never handled here as markup.
const quietFor = 15000;
const choices = ["keys", "pulse", "sound", "notify"];
const told = new Set();
let frame = null;
let page = null;
let store = "";
let chimedAt = -quietFor;
let risen = [];
let reading = false;

const recall = (name, otherwise) => localStorage.getItem(name) ?? otherwise;
const isOn = name => recall(name, name === "keys" ? "on" : "off") === "on";
const element = id => document.getElementById(id);

// Resolves when the page hears keys and knows who sits here.
export function enter(dotnet, storeId) {
  frame = dotnet;
  store = storeId;
  if (!window.deskListens) {
    window.deskListens = true;
    document.addEventListener("keydown", press);
    document.addEventListener("visibilitychange", remember);
    setInterval(remember, 1000);
    listen();
  }
  const seen = localStorage.getItem(`seen-${store}`);
  return { name: recall("name", null), seen: seen === null ? null : Number(seen) };
}

export function ready() {
  element("theme").value = recall("theme", "auto");
  for (const name of choices) element(name).checked = isOn(name);
  document.body.dataset.ready = "yes";
}

export function rememberName(name) {
  localStorage.setItem("name", name);
}

function listen() {
  document.addEventListener("change", change => {
    const { id, checked, value } = change.target;
    if (id === "theme") {
      localStorage.setItem("theme", value);
      document.documentElement.dataset.theme = value;
    }
    if (id === "pulse") document.documentElement.dataset.pulse = checked ? "on" : "off";
    if (choices.includes(id)) localStorage.setItem(id, checked ? "on" : "off");
    if (id === "notify" && checked && "Notification" in window) Notification.requestPermission();
  });
  for (const kind of ["pointerover", "focusin", "focusout", "scroll"]) document.addEventListener(kind, () => setTimeout(tellReading, 0), { passive: true });
  document.documentElement.addEventListener("pointerleave", () => tellReading(true));
}

// Up to where somebody has looked: only while the page is to be seen.
function remember() {
  const strip = element("heartbeat");
  if (strip && !document.hidden && document.body.dataset.ready) localStorage.setItem(`seen-${store}`, strip.dataset.change);
}

function press(event) {
  const { key, target } = event;
  if (event.ctrlKey || event.altKey || event.metaKey || event.isComposing) return;
  // A checkbox takes no letters.
  const field = target.closest("input:not([type=checkbox]), textarea, select, [contenteditable]");
  if (key === "Escape" && field) field.blur();
  if (document.querySelector("dialog[open]") || (field && key !== "Escape")) return;
  if (key !== "Escape" && !isOn("keys")) return;
  if (key === "Enter" && target.closest("a, button, summary")) return;
  if (key.length > 1 && key !== "Escape" && key !== "Enter") return;
  if (key === "/") {
    event.preventDefault();
    element("text")?.focus();
  }
  if (["n", "m", "j", "k", "s"].includes(key)) event.preventDefault();
  frame?.invokeMethodAsync("Press", key).catch(() => {});
}

export function watchReading(dotnet) {
  page = dotnet;
  reading = false;
  tellReading();
}

function tellReading(left = false) {
  const cards = element("cards");
  const now = !!cards && ((!left && cards.matches(":hover")) || cards.contains(document.activeElement) || window.scrollY > 80);
  if (now === reading) return;
  reading = now;
  page?.invokeMethodAsync("Reading", now).then(() => document.body.dataset.reading = now ? "yes" : "no").catch(() => {});
}

export function focus(id) {
  const found = element(id);
  found?.focus({ preventScroll: true });
  found?.scrollIntoView({ block: "nearest" });
}

export function letGo() {
  document.activeElement?.blur();
  tellReading();
}

export function toTop() {
  window.scrollTo(0, 0);
}

export function help() {
  element("help").showModal();
}

// Once for each rise of an event, and not more often than every quarter of a minute: what rises in between is told together when that is over.
export function announce(headline, count, id) {
  if (told.has(id)) return;
  told.add(id);
  risen.push({ headline, count });
  if (risen.length > 1) return;
  const quiet = chimedAt + quietFor - performance.now();
  if (quiet > 0) setTimeout(tellRisen, quiet);
  else tellRisen();
}

function tellRisen() {
  const [{ headline }, count] = [risen[0], risen.reduce((sum, each) => sum + each.count, 0)];
  risen = [];
  chimedAt = performance.now();
  // Each by itself: a browser without a sound device may still notify.
  attempt(() => isOn("sound") && chime());
  attempt(() => isOn("notify") && document.hidden && Notification.permission === "granted"
    && new Notification(count > 1 ? `${count} new alerts` : "New alert", { body: headline, tag: "scoop" }));
}

function attempt(act) {
  try {
    act();
  } catch (fault) {
    console.info(`Not announced: ${fault.message}`);
  }
}

function chime() {
  const audio = new AudioContext();
  const [tone, volume] = [audio.createOscillator(), audio.createGain()];
  tone.frequency.value = 660;
  volume.gain.setValueAtTime(0.15, audio.currentTime);
  volume.gain.exponentialRampToValueAtTime(0.001, audio.currentTime + 0.5);
  tone.connect(volume).connect(audio.destination);
  tone.start();
  tone.stop(audio.currentTime + 0.5);
  tone.onended = () => audio.close();
}
