// Keeps a page up to date: the socket tells that it has changed, and the page is fetched again.
// Without this module every form works by itself, and a page is looked at again by reloading it.

const page = document.body.dataset.page;
const STATIC = new URL(import.meta.url).pathname.split("/")[2];
const SHORTEST = 500;
const LONGEST = 8000;
const AWAY = 20000;
const PATIENCE = 10000;

let shown = document.body.dataset.revision;
let socket = null;
let wait = SHORTEST;
let retry = 0;
let lostTimer = 0;
let hiddenSince = 0;

// The connection

function connect() {
  clearTimeout(retry);
  const old = socket;
  socket = null;
  if (old) old.close();
  const table = page === "console" ? location.search.replace("?", "&") : "";
  const fresh = new WebSocket(`ws://${location.host}/socket?page=${page}${table}`);
  socket = fresh;
  fresh.onopen = () => {
    wait = SHORTEST;
    showLost(false);
  };
  fresh.onmessage = (event) => {
    if (socket !== fresh) return;
    const told = JSON.parse(event.data);
    setClock(told.clock);
    laptop = told.now - performance.now() / 1000;
    if (told.revision !== shown) refresh();
  };
  fresh.onclose = () => {
    if (socket !== fresh) return;
    socket = null;
    showLost(true);
    later(lookAgain);
  };
  // One that neither opens nor fails is given up.
  setTimeout(() => { if (fresh.readyState === WebSocket.CONNECTING) fresh.close(); }, PATIENCE);
}

function later(look) {
  clearTimeout(retry);
  // Not all devices at the same moment, after a server was started again.
  retry = setTimeout(look, wait * (0.75 + Math.random() / 2));
  wait = Math.min(2 * wait, LONGEST);
}

async function lookAgain() {
  // The page may be gone for this device: only fetching it tells where to go.
  await refresh();
  if (!socket) connect();
}

function showLost(lost) {
  const sign = document.getElementById("lost");
  if (lost) {
    lostTimer = lostTimer || setTimeout(() => { sign.hidden = false; }, 1500);
  } else {
    clearTimeout(lostTimer);
    lostTimer = 0;
    sign.hidden = true;
  }
}

function wake() {
  if (document.visibilityState === "hidden") {
    hiddenSince = hiddenSince || performance.now();
    return;
  }
  const slept = hiddenSince && performance.now() - hiddenSince > AWAY;
  hiddenSince = 0;
  // A phone that slept may hold a socket that is dead without saying so.
  if (!socket || slept || socket.readyState > WebSocket.OPEN) {
    wait = SHORTEST;
    connect();
  }
  refresh();
}

document.addEventListener("visibilitychange", wake);
addEventListener("online", wake);
addEventListener("pageshow", (event) => { if (event.persisted) wake(); });

// Looking at the page again

let fetching = false;
let again = false;
let posts = 0;

async function refresh() {
  if (fetching) {
    again = true;
    return;
  }
  fetching = true;
  const before = posts;
  try {
    const answer = await ask(location.href, { cache: "no-store" });
    // What was fetched before a form was sent may be older than the form's answer.
    if (before !== posts) again = true;
    else if (answer) await take(answer, false);
    // The first word of a new socket tells whether the page is out of date.
    else if (socket) later(connect);
  } finally {
    fetching = false;
    if (again) {
      again = false;
      refresh();
    }
  }
}

// The answer of the server; null where there is no connection.
async function ask(address, options) {
  const headers = { "X-View": "1" };
  try {
    const signal = AbortSignal.timeout(PATIENCE);
    const answer = await fetch(address, { headers, signal, credentials: "same-origin", ...options });
    showUnsent(false);
    // What was lost may have been no more than one request: the socket is still there then.
    if (socket?.readyState === WebSocket.OPEN) showLost(false);
    const { status, redirected, url } = answer;
    // Another chapter of a campaign has other colours: its page is loaded as a whole.
    const isOurs = answer.headers.get("X-Static") === STATIC;
    const revision = isOurs && answer.headers.get("X-Revision");
    return { status, redirected, url, revision, markup: await answer.text() };
  } catch {
    return null;
  }
}

async function take(answer, ours) {
  if (answer.redirected && new URL(answer.url).pathname !== location.pathname) {
    location.assign(answer.url);
    return true;
  }
  if (answer.status !== 200 && answer.status !== 409) return false;
  if (!answer.revision) {
    location.reload();
    return true;
  }
  await untilFree();
  shown = answer.revision;
  swap(answer.markup, ours);
  return true;
}

// Nothing is swapped under a finger that is down, or in the middle of a composed character.

const held = new Set();
const whenFree = [];

function hold(event) {
  held.add(event.pointerId || "typing");
}

function release(event) {
  held.delete(event.pointerId || "typing");
  // The click comes after the finger is up.
  setTimeout(goOn, 0);
}

function goOn() {
  if (held.size) return;
  whenFree.splice(0).forEach((go) => go());
}

const untilFree = () => (held.size ? new Promise((go) => whenFree.push(go)) : Promise.resolve());

for (const name of ["pointerdown", "compositionstart"]) addEventListener(name, hold, true);
for (const name of ["pointerup", "pointercancel", "compositionend"]) addEventListener(name, release, true);
addEventListener("blur", () => { held.clear(); goOn(); });

// Swapping the main part, and keeping what the person was about

function swap(markup, ours) {
  const main = document.getElementById("view");
  const heard = sayings(main);
  const kept = keep(main);
  main.innerHTML = markup;
  restore(main, kept, ours);
  drawClock();
  drawSince();
  ringNew();
  announce(main, heard, ours);
}

// A name that has just come is ringed for five seconds.
const came = new Map();
function ringNew(first) {
  const now = performance.now();
  for (const each of document.querySelectorAll("[data-name]")) {
    const name = each.textContent;
    if (!came.has(name)) came.set(name, first ? -Infinity : now);
    const left = 5000 - (now - came.get(name));
    each.classList.toggle("fresh", left > 0);
    if (left > 0) setTimeout(() => each.classList.remove("fresh"), left);
  }
}

const sayings = (main) => [...main.querySelectorAll("[data-heard]")].map((each) => each.textContent.trim());

function announce(main, before, ours) {
  const line = document.getElementById("updated");
  const notice = main.querySelector(".notice[role=status]:not([hidden])");
  const fresh = sayings(main).filter((text) => text && !before.includes(text));
  if (notice) line.textContent = notice.textContent.trim();
  else if (fresh.length) line.textContent = fresh.join(" ");
  else if (!ours) line.textContent = line.dataset.words;
}

const typed = (main) => [...main.querySelectorAll("input:not([type=hidden]), textarea, select")];

// What tells an element from the others after a swap: its id, or what it sends.
function mark(element) {
  if (element.id) return `#${element.id}`;
  const form = element.form || element.closest("form");
  const sent = form
    ? [...form.querySelectorAll("input[type=hidden]")]
      .filter((each) => !["key", "do", "moment", "fingerprint", "up"].includes(each.name))
      .map((each) => `${each.name}=${each.value}`)
    : [];
  const own = element.matches("input, textarea, select") ? "" : element.getAttribute("value");
  const name = element.getAttribute("href") || element.getAttribute("name");
  return [element.tagName, name, own, form && target(form), ...sent].join("|");
}

const isBegun = (form) => [...form?.querySelectorAll("textarea") || []].some((each) => each.value !== each.defaultValue);

function keep(main) {
  const active = main.contains(document.activeElement) ? document.activeElement : null;
  const changed = typed(main).filter((each) => (
    each.type === "checkbox" || each.type === "radio"
      ? each.checked !== each.defaultChecked
      : each.tagName === "SELECT"
        // To whom somebody is writing stays, even if it is what the page proposed.
        ? isBegun(each.form) || each.selectedIndex !== Math.max(0, [...each.options].findIndex((o) => o.defaultSelected))
        : each.value !== each.defaultValue
  ));
  return {
    focus: active && mark(active),
    caret: active && "selectionStart" in active && [active.selectionStart, active.selectionEnd],
    texts: new Map(changed.map((each) => [mark(each), [each.value, each.checked]])),
    open: new Map([...main.querySelectorAll("details[id]")].map((each) => [each.id, each.open])),
    scrolls: [...main.querySelectorAll("[id]")]
      .filter((each) => each.scrollTop || each.scrollLeft)
      .map((each) => [each.id, each.scrollTop, each.scrollLeft]),
    page: [scrollX, scrollY],
    step: main.querySelector("[data-step]")?.dataset.step,
  };
}

function restore(main, kept, ours) {
  for (const each of typed(main)) {
    const text = kept.texts.get(mark(each));
    if (text) [each.value, each.checked] = text;
    if (text) measure(each);
  }
  for (const each of main.querySelectorAll("[data-sum]")) sumUp(each.form);
  for (const [id, open] of kept.open) Object.assign(document.getElementById(id) || {}, { open });
  for (const [id, top, left] of kept.scrolls) document.getElementById(id)?.scrollTo(left, top);
  if (kept.focus) {
    const same = [...main.querySelectorAll("a, button, input, textarea, select, summary, [tabindex]")]
      .find((each) => mark(each) === kept.focus);
    if (same && !same.disabled) {
      same.focus({ preventScroll: true });
      if (kept.caret && kept.caret[0] !== null) same.setSelectionRange(...kept.caret);
    } else toHead(main);
  }
  // Another decision begins at its head, unless the person is writing something.
  const step = main.querySelector("[data-step]")?.dataset.step;
  const isNew = kept.step && step && step !== kept.step;
  if (isNew && ours) toHead(main);
  const writes = document.activeElement.matches("input, textarea, select");
  scrollTo(...(isNew && !writes ? [0, 0] : kept.page));
}

function toHead(main) {
  const head = main.querySelector("h1, h2, [data-heard]") || main;
  head.tabIndex = -1;
  head.focus({ preventScroll: true });
}

// Forms

// How much may still be typed in a field
function measure(field) {
  const { most, tooLong } = field.dataset;
  if (!most) return;
  const left = most - [...field.value].length;
  const hint = field.labels[0].querySelector("[data-left]");
  hint.textContent = left < 0 ? tooLong : hint.dataset.left.replace("{n}", left);
  field.setCustomValidity(left < 0 ? tooLong : "");
}

document.addEventListener("input", (event) => {
  measure(event.target);
  sumUp(event.target.form);
});

// What the package is worth that is chosen in the fields of a form
function sumUp(form) {
  const output = form?.querySelector("[data-sum]");
  if (!output) return;
  const added = [...form.querySelectorAll("select")].map((field) => {
    const first = [...field.options].find((each) => each.defaultSelected) || field.options[0];
    return field.selectedOptions[0].dataset.worth - first.dataset.worth;
  });
  const sum = added.reduce((a, b) => a + b, Number(output.dataset.sum));
  output.textContent = output.dataset.words.replace("{n}", String(sum).replace("-", "−"));
  output.parentElement.hidden = false;
}

// What goes with a decision is shown to the team when its writer leaves the field.
let sharing = 0;
document.addEventListener("change", (event) => {
  if (event.target.id === "note") sharing = setTimeout(() => document.querySelector("[value=share]")?.click(), 300);
});

// A field may be called "action": then it hides the form's own property.
const target = (form) => form.getAttribute("action");

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (!["/do", "/console/do"].includes(target(form))) return;
  event.preventDefault();
  clearTimeout(sharing);
  const fields = new URLSearchParams(new FormData(form));
  const button = event.submitter;
  if (button && button.name) fields.append(button.name, button.value);
  // A button that is pressed twice counts once; another button of the same form counts too.
  if (form.dataset.sent === `${fields}`) return;
  form.dataset.sent = fields;
  send(form, fields);
});

async function send(form, fields) {
  posts += 1;
  const before = posts;
  showUnsent(false);
  // The tab, and what is open in it, stay so when the page is looked at again.
  const tab = fields.get("tab");
  if (tab && page === "seat") history.replaceState(null, "", `?tab=${tab}`);
  // The key in the form makes it safe to send it again: it counts once.
  for (const pause of [0, 700, 2000, 4000]) {
    await new Promise((go) => setTimeout(go, pause));
    const answer = await ask(target(form), { method: "POST", body: fields });
    if (answer) {
      // Another form was sent or answered meanwhile: this answer may be the older one.
      const crossed = posts !== before;
      posts += 1;
      // What was refused stays as it was typed.
      const keeps = answer.status === 409 && form.querySelector("textarea");
      if (!keeps && !fields.getAll("do").includes("share")) forget(form);
      if (answer.status === 200) closePopovers();
      if (!await take(answer, true)) location.reload();
      else if (crossed && answer.status === 200) refresh();
      return;
    }
    showLost(true);
  }
  // What was typed stays, and may be sent again.
  delete form.dataset.sent;
  showUnsent(true);
}

const showUnsent = (unsent) => { document.getElementById("unsent").hidden = !unsent; };

// What was sent is no longer half-typed, though the page was swapped before the answer came.
function forget(form) {
  const words = (each) => typed(each).map((field) => `${mark(field)}=${field.value}`).join("\n");
  const sent = words(form);
  const others = sent && !form.isConnected ? [...document.forms].filter((each) => words(each) === sent) : [];
  for (const each of [form, ...others]) HTMLFormElement.prototype.reset.call(each);
}

// What opens over the page closes after a form, with Escape, and with a click beside it.
function closePopovers(but = null) {
  for (const each of document.querySelectorAll("details.popover[open]")) {
    if (each.contains(but)) continue;
    if (each.contains(document.activeElement)) each.querySelector("summary").focus();
    each.open = false;
  }
}
document.addEventListener("click", (event) => closePopovers(event.target));
document.addEventListener("keydown", (event) => { if (event.key === "Escape") closePopovers(); });

// Links between the tabs of a page
document.addEventListener("click", (event) => {
  const link = event.target.closest("a[href]");
  // Another table of the console is another page: nothing half-typed goes with it.
  if (!link || page === "console" || event.defaultPrevented || event.button || event.metaKey || event.ctrlKey) return;
  const to = new URL(link.href);
  if (to.origin !== location.origin || to.pathname !== location.pathname || !to.search) return;
  event.preventDefault();
  history.pushState(null, "", to);
  showUnsent(false);
  refresh().then(() => scrollTo(0, 0));
});

addEventListener("popstate", refresh);

// The clock

let clock = null;

function setClock(told) {
  clock = told && { ...told, end: performance.now() + 1000 * told.left };
  drawClock();
}

function drawClock() {
  const left = !clock ? 0 : clock.runs ? (clock.end - performance.now()) / 1000 : clock.left;
  const seconds = Math.max(0, Math.ceil(left));
  const figure = asClock(seconds);
  for (const each of document.querySelectorAll("[data-clock]")) {
    each.hidden = !clock;
    const box = each.closest(".clock");
    if (box) box.hidden = !clock;
    if (each.textContent !== figure) each.textContent = figure;
    each.dataset.clock = seconds > 60 ? "left" : seconds ? "last" : "up";
  }
  for (const ring of document.querySelectorAll("[data-clock-ring]")) {
    ring.setAttribute("stroke-dashoffset", clock ? 100 - 100 * Math.min(1, left / clock.whole) : 0);
  }
  for (const each of document.querySelectorAll("[data-clock-up]")) {
    each.hidden = !clock || seconds > 0;
  }
}

const asClock = (seconds) => `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;

// What has lasted since a moment, or lasts until then, and what is shown from a moment to another, by
// the laptop's time of day; until it has told that, by the one of this device.

let laptop = (Date.now() - performance.now()) / 1000;

function drawSince() {
  const now = laptop + performance.now() / 1000;
  for (const each of document.querySelectorAll("[data-since]")) {
    const figure = asClock(Math.floor(Math.abs(now - Number(each.dataset.since))));
    each.hidden = false;
    if (each.textContent !== figure) each.textContent = figure;
  }
  for (const ring of document.querySelectorAll("[data-ring]")) {
    const [begin, end] = ring.dataset.ring.split(" ").map(Number);
    ring.setAttribute("stroke-dashoffset", 100 - 100 * Math.max(0, Math.min(1, (end - now) / (end - begin))));
  }
  for (const each of document.querySelectorAll("[data-from]")) {
    each.hidden = now < Number(each.dataset.from) || now >= Number(each.dataset.till || Infinity);
  }
}

setInterval(() => { drawClock(); drawSince(); }, 250);
ringNew(true);
connect();
