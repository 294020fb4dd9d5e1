// Looks at pages in a frame, one after the other, and says what is wrong with their layout.

const problems = new Set();
let styles = new Map();

function style(element) {
  if (!styles.has(element)) {
    styles.set(element, element.ownerDocument.defaultView.getComputedStyle(element));
  }
  return styles.get(element);
}

function ancestors(element) {
  const every = [];
  for (let each = element; each && each !== each.ownerDocument.body; each = each.parentElement) {
    every.push(each);
  }
  return every;
}

function isHidden(element) {
  return !element.checkVisibility() || element.closest(".heard, option, symbol, defs");
}

// The boxes of the lines of all texts and of all fields that are seen, each with its element.
function lines(page, label) {
  const every = [];
  const walker = page.createTreeWalker(page.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const element = node.parentElement;
    if (!node.textContent.trim() || isHidden(element)) continue;
    if (style(element).clipPath.startsWith("inset(50%")) continue;  // only heard
    const range = page.createRange();
    range.selectNodeContents(node);
    const parents = ancestors(element);
    const floats = parents.some((each) => ["fixed", "sticky"].includes(style(each).position));
    for (const box of range.getClientRects()) {
      if (box.width < 1 || box.height < 1) continue;
      const { shown, cut } = clipped(box, parents.slice(style(element).display === "inline" ? 1 : 0));
      if (cut) problems.add(`${label}: "${short(element)}" is cut`);
      if (shown) every.push({ element, floats, ...shown });
    }
  }
  for (const element of page.querySelectorAll("input:not([type=hidden]), select, textarea")) {
    const parents = ancestors(element);
    const floats = parents.some((each) => ["fixed", "sticky"].includes(style(each).position));
    const { shown } = clipped(element.getBoundingClientRect(), parents.slice(1));
    if (!shown || isHidden(element)) continue;
    // The ring of a field that has the focus lies around it.
    every.push({ element, floats, ...shown, left: shown.left - 4, right: shown.right + 4 });
  }
  return every;
}

// What is left of the box of a line in panes that scroll and boxes that cut.
function clipped(box, parents) {
  let { left, right, top, bottom } = box;
  let cut = false;
  // Letters reach neither the top nor the foot of their line.
  const slack = 0.22 * (bottom - top);
  top += slack;
  bottom -= slack;
  for (const each of parents) {
    const { overflowX, overflowY, display } = style(each);
    if (display === "inline" || overflowX === "visible" && overflowY === "visible") continue;
    if (each.matches("svg, svg *")) continue;
    const pane = each.getBoundingClientRect();
    const scrolls = [overflowX, overflowY].some((way) => ["auto", "scroll"].includes(way));
    // What is shortened on purpose can be read elsewhere: opened, or as a title.
    const shortened = style(each).webkitLineClamp !== "none" || each.closest("[title]");
    if (!scrolls && !shortened && (left < pane.left - 2 || right > pane.right + 2 || top < pane.top - 1
      || bottom > pane.bottom + 1)) cut = true;
    left = Math.max(left, pane.left);
    right = Math.min(right, pane.right);
    top = Math.max(top, pane.top);
    bottom = Math.min(bottom, pane.bottom);
  }
  const shown = right - left > 1 && bottom - top > 1 && { left, right, top, bottom };
  return { shown, cut };
}

function short(element) {
  return element.textContent.trim().replace(/\s+/g, " ").slice(0, 40);
}

// Whether a line has left the box that is painted behind it, such as a card or a sheet.
function lookForLeftBoxes(every, label) {
  for (const { element, top, bottom } of every) {
    const painted = element.closest(".rows li, .at, .sheet, .strip");
    if (!painted) continue;
    const box = painted.getBoundingClientRect();
    if (top < box.top - 1 || bottom > box.bottom + 1) {
      problems.add(`${label}: "${short(element)}" has left its box`);
    }
  }
}

function overlap(a, b) {
  return a.left < b.right - 1.5 && b.left < a.right - 1.5 && a.top < b.bottom - 1.5
    && b.top < a.bottom - 1.5;
}

function lookForOverlaps(every, label) {
  const sorted = every.filter((each) => !each.floats).sort((a, b) => a.top - b.top);
  for (let i = 0; i < sorted.length; i += 1) {
    for (let j = i + 1; j < sorted.length && sorted[j].top < sorted[i].bottom; j += 1) {
      const [one, other] = [sorted[i].element, sorted[j].element];
      if (one !== other && overlap(sorted[i], sorted[j])) {
        problems.add(`${label}: "${short(one)}" lies over "${short(other)}"`);
      }
    }
  }
}

function lookForSizes(page, kind, width, height, label) {
  const unit = Math.min(width / 1920, height / 1080);
  const least = { wall: 28 * unit - 0.2, console: 12.8 }[kind] || 13.9;
  for (const each of page.querySelectorAll("body *")) {
    const box = each.getBoundingClientRect();
    if (!box.width || !box.height || isHidden(each)) continue;
    const text = `${label}: ${each.tagName} "${short(each)}"`;
    const drawn = each.closest("svg") && each.tagName !== "text";
    const panes = each.closest("#middle, .seats, .notes, .coming, .right, .more");
    const own = [...each.childNodes].some((n) => n.nodeType === 3 && n.textContent.trim());
    const alone = own || !each.children.length;
    if (!drawn && alone && (box.right > width + 1 || box.left < -1)) problems.add(`${text} is outside`);
    const fits = ["wall", "console"].includes(kind);
    if (fits && !drawn && !panes && box.bottom > height + 1) problems.add(`${text} is below`);
    const frame = own && !drawn && each.closest("figure")?.getBoundingClientRect();
    if (frame && (box.left < frame.left + 4 || box.right > frame.right - 4)) {
      problems.add(`${text} touches its frame`);
    }
    const well = each.matches("rect:not(.well)") && each.closest("svg").querySelector(".well");
    if (well && box.left < well.getBoundingClientRect().left - 1) problems.add(`${text} lies over an axis`);
    const head = each.closest("header");
    if (head && !each.closest(".popover > div") && box.bottom > head.getBoundingClientRect().bottom + 1) {
      problems.add(`${text} has left its head`);
    }
    if (width < 500 && each.matches("a, button, summary, select, textarea, input:not([type=hidden])")) {
      const whole = each.closest(".card-button") ? ".card" : each.matches("[type=checkbox],[type=radio]") ? "label" : "*";
      const target = each.closest(whole) || each;
      const { width: across, height: up } = target.getBoundingClientRect();
      if (up < 43.5 || across < 38) problems.add(`${text} is ${across} by ${up}`);
    }
    const size = parseFloat(style(each).fontSize);
    const marks = each.closest("svg, .count, .badge");
    if (own && size < least && !marks) problems.add(`${text} has ${size}`);
  }
}

// At 1366 × 768 the console shows seats and hidden tracks at once, whatever the number of tables.
function lookForWhatIsBelow(page, height, label) {
  if (page.querySelector(".results")) return;
  // Who waits for a seat stands above the seats.
  const seats = page.querySelector(".waiting") ? "" : ".seats details[id^=seat-],";
  for (const each of page.querySelectorAll(`${seats} .hidden-tracks .group, #back > summary`)) {
    const pane = each.closest("#middle, .seats")?.getBoundingClientRect().bottom ?? height;
    const { bottom, height: tall } = each.getBoundingClientRect();
    if (!tall || bottom > pane) problems.add(`${label}: "${short(each)}" isn't shown without scrolling`);
  }
}

function look(page, kind, name, width, height) {
  styles = new Map();
  const label = `${name} ${width}x${height}`, root = page.documentElement;
  const fits = ["wall", "console"].includes(kind);
  if (root.scrollWidth > width) problems.add(`${label}: is ${root.scrollWidth} across`);
  if (fits && root.scrollHeight > height) problems.add(`${label}: scrolls`);
  lookForSizes(page, kind, width, height, label);
  if (kind === "console" && width === 1366) lookForWhatIsBelow(page, height, label);
  const every = lines(page, label);
  lookForOverlaps(every, label);
  if (kind === "wall") lookForLeftBoxes(every, label);
}

async function all(pages) {
  const frame = document.createElement("iframe");
  document.body.append(frame);
  for (const [address, kind, sizes] of pages) {
    await new Promise((go) => { frame.onload = go; frame.src = address; });
    await frame.contentDocument.fonts.ready;
    for (const [width, height] of sizes) {
      frame.style = `width:${width}px;height:${height}px;border:0`;
      look(frame.contentDocument, kind, address, width, height);
    }
  }
  document.body.textContent = `looked at ${pages.length}: ${JSON.stringify([...problems])} end`;
}
