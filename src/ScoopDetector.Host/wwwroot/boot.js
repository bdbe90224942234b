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
