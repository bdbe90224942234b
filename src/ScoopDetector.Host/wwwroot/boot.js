// Watches by itself whether the desk still hears from the program, also when everything else has stopped. Silence is only to be trusted while heartbeats come.
const patience = 8000;
let heard = Date.now();
let beat = "";

function look() {
  const strip = document.getElementById("heartbeat");
  const state = document.getElementById("state");
  if (!strip || !state) return;
  if (strip.dataset.beat !== beat) {
    beat = strip.dataset.beat;
    heard = Date.now();
    strip.classList.remove("lost");
    delete state.dataset.lost;
  } else if (Date.now() - heard > patience) {
    strip.classList.add("lost");
    state.dataset.lost = `nothing heard from the desk for ${Math.round((Date.now() - heard) / 1000)} s: what you see may be old`;
  }
}

setInterval(look, 1000);

// The program was started anew and knows this page no longer: loaded again, the browser comes back to where the reader was.
document.getElementById("components-reconnect-modal").addEventListener("components-reconnect-state-changed", change => {
  if (["rejected", "resume-failed"].includes(change.detail.state)) location.reload();
});

// A page is seen a moment before it lives, and is drawn anew when it does: what was typed or chosen in a form until then is set into it again.
const typed = new Map();

function keep({ target }) {
  if (target.name && target.form?.method === "get") typed.set(target.name, target);
}

const drawn = new MutationObserver(() => {
  for (const [name, was] of typed) {
    const now = document.querySelector(`form[method=get] [name="${name}"]`);
    if (was.isConnected || !now) continue;
    now.value = was.value;
    typed.set(name, now);
  }
  if (!document.body.dataset.ready) return;
  drawn.disconnect();
  document.removeEventListener("input", keep);
});

document.addEventListener("input", keep);
drawn.observe(document.body, { childList: true, subtree: true, attributeFilter: ["data-ready"] });
