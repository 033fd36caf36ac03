// Keeps what is typed while somebody writes up a visit: at the server by itself, and on this device until the server has
// it. A lost connection loses nothing; what is on the device goes at sign-out (web/start.js). Without scripts, the page
// has its buttons.
const form = document.getElementById("writing");
const line = document.getElementById("keeping");
const key = form.dataset.draft;
const PAUSE = 1500, AGAIN = 8000, PATIENCE = 15000;
let timer, pressed, running = false, changed = false, stopped = false;

const boxes = () => [...new FormData(form)].filter(([name]) => name !== "csrfmiddlewaretoken" && name !== "version");
const version = () => form.elements.version.value;

function say(words, onDevice = false) {
  line.textContent = words;
  line.classList.toggle("keeping--device", onDevice);
}

function onDevice() {
  try {
    localStorage.setItem(key, JSON.stringify({ version: version(), boxes: boxes(), at: Date.now() }));
    return true;
  } catch {
    return false; // no room, or not allowed: the server still has it
  }
}

function offDevice() {
  try { localStorage.removeItem(key); } catch { /* nothing there */ }
}

function put(saved) {
  for (const field of form.querySelectorAll("input, textarea, select")) {
    if (!field.name || ["hidden", "submit"].includes(field.type)) continue;
    const values = saved.filter(([name]) => name === field.name).map(([, value]) => value);
    if (field.type === "checkbox" || field.type === "radio") field.checked = values.includes(field.value);
    else field.value = values[0] ?? "";
  }
}

function later(wait) {
  clearTimeout(timer);
  timer = setTimeout(keep, wait);
}

async function keep() {
  if (running || stopped) return;
  running = true;
  changed = false;
  try {
    const answer = await fetch(form.dataset.keep, { method: "POST", body: new FormData(form), redirect: "manual", signal: AbortSignal.timeout(PATIENCE) });
    await heard(answer);
  } catch {
    changed = true;
    say(onDevice() ? "No connection. Kept on this device; it is sent when you are back." : "No connection, and this device keeps nothing. Do not close the page.", true);
    later(AGAIN);
  } finally {
    running = false;
  }
  if (pressed) return form.requestSubmit(pressed);
  if (changed && !stopped) later(line.classList.contains("keeping--device") ? AGAIN : PAUSE);
}

async function heard(answer) {
  if (answer.type === "opaqueredirect" || answer.status === 403) {
    stopped = true;
    say("You are signed out. What you typed is kept on this device: sign in again and open this page.", true);
    return;
  }
  const said = (answer.headers.get("Content-Type") || "").includes("json") ? await answer.json() : {};
  if (answer.ok) {
    form.elements.version.value = said.version;
    if (changed) onDevice(); else offDevice();
    say(said.says);
  } else if (answer.status === 409 || answer.status === 422) {
    stopped = true;
    say(said.says, true);
  } else {
    throw new Error(String(answer.status));
  }
}

form.addEventListener("input", () => {
  changed = true;
  onDevice();
  if (!stopped) later(PAUSE);
});
addEventListener("online", () => { if (changed) later(0); else say(""); });
addEventListener("offline", () => { if (!changed) say("No connection. What you type is kept on this device.", true); });
// A button sends everything with the page; until its answer has come, the device keeps it. What is on its way comes
// first, or the page would meet its own newer version.
form.addEventListener("submit", (event) => {
  if (running) {
    pressed = event.submitter;
    return event.preventDefault();
  }
  pressed = undefined;
  clearTimeout(timer);
  stopped = true;
  onDevice();
  try { sessionStorage.setItem(key, version()); } catch { /* then the next page asks once more */ }
});
addEventListener("pageshow", (event) => { if (event.persisted) stopped = false; });

function restore() {
  const found = localStorage.getItem(key);
  if (!found) return;
  const saved = JSON.parse(found);
  const sent = sessionStorage.getItem(key);
  sessionStorage.removeItem(key);
  if (sent === saved.version && Number(version()) > Number(saved.version)) return offDevice(); // the button's page arrived
  if (JSON.stringify(saved.boxes) === JSON.stringify(boxes())) return offDevice();
  if (Number(version()) > Number(saved.version)) {
    stopped = true;
    form.elements.version.value = saved.version; // saving then shows both
    say("Somebody wrote here since. What you typed on this device is below; save to see both.", true);
  } else {
    say("What you had typed on this device is back.", true);
    changed = true;
    later(PAUSE);
  }
  put(saved.boxes);
}

try { restore(); } catch { /* a draft that cannot be read is none */ }
