// Tries a socket as the pages of a room use one, and tells both ends whether it works.
const PATIENCE = 6000;
let settled = false;

const show = (state) => {
  for (const line of document.querySelectorAll("[data-socket]")) {
    line.hidden = line.dataset.socket !== state;
  }
};

const settle = (works) => {
  if (settled) return;
  settled = true;
  show(works ? "works" : "fails");
  if (!works) fetch("/socket-failed", { method: "POST" }).catch(() => {});
};

show("trying");
try {
  const socket = new WebSocket(`ws://${location.host}/socket`);
  socket.onopen = () => socket.send("hello");
  socket.onmessage = () => settle(true);
  socket.onerror = socket.onclose = () => settle(false);
} catch {
  settle(false);
}
setTimeout(() => settle(false), PATIENCE);
