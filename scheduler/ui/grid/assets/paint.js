// Drawing: the table from data, cell by cell; only what changed is drawn again.

const ICONS = {
  free: "M3 8.5l3.2 3.2L13 5",
  costs: "M8 2.5l6 11H2z",
  swap: "M3 5.5h9m-2.5-2.5L12 5.5 9.5 8M13 10.5H4m2.5-2.5L4 10.5 6.5 13",
  blocked: "M4 4l8 8m0-8l-8 8",
  lock: "M4.5 7.5h7v6h-7zM6 7.5V5.5a2 2 0 0 1 4 0v2",
  pin: "M8 9.5V14M5 3h6l-1 4 2 2.5H4L6 7z",
};

function make(tag, classes, text) {
  const element = document.createElement(tag);
  if (classes) element.className = classes;
  if (text !== undefined && text !== "") element.textContent = text;
  return element;
}

function icon(name) {
  const space = "http://www.w3.org/2000/svg";
  const svg = document.createElementNS(space, "svg");
  svg.setAttribute("viewBox", "0 0 16 16");
  svg.setAttribute("class", `icon icon-${name}`);
  svg.setAttribute("aria-hidden", "true");
  const path = document.createElementNS(space, "path");
  path.setAttribute("d", ICONS[name]);
  svg.appendChild(path);
  return svg;
}

// The mark of a protected subject is as wide as a letter in some fonts: it is drawn smaller.
function marked(element, text) {
  text.split("●").forEach((part, at) => {
    if (at) element.appendChild(make("i", "dot", "●"));
    element.append(part);
  });
  return element;
}

function drawCard(card, id, part) {
  const out = make("div", `card f-${card.f}`);
  out.dataset.id = id;
  if (card.p) out.classList.add("protected");
  if (part) out.classList.add("goes-on");
  const title = make("div", "title");
  if (card.lock) title.appendChild(icon(card.lock));
  title.appendChild(marked(make("span"), card.t));
  out.appendChild(title);
  for (const line of card.l) out.appendChild(marked(make("div", "line"), line));
  return out;
}

function drawBar(bar) {
  const out = make("div", `bar ${bar.tone}`);
  const full = make("i");
  full.style.width = `${Math.min(100, bar.share)}%`;
  out.append(full, make("span", "", bar.t));
  out.setAttribute("aria-label", bar.tip);
  out.title = bar.tip;
  return out;
}

function drawHead(data) {
  const head = make("thead");
  if (data.groups.length) {
    const line = make("tr");
    line.setAttribute("role", "row");
    line.appendChild(columnHead(data.corner, 1));
    for (const group of data.groups) {
      const cell = columnHead(group.t, group.n);
      cell.classList.add("edge");
      line.appendChild(cell);
    }
    head.appendChild(line);
  }
  const line = make("tr");
  line.setAttribute("role", "row");
  line.appendChild(columnHead(data.groups.length ? "" : data.corner, 1));
  for (const column of data.columns) {
    const cell = columnHead(column.t, 1);
    if (column.edge) cell.classList.add("edge");
    for (const bar of column.bars) cell.appendChild(drawBar(bar));
    line.appendChild(cell);
  }
  head.appendChild(line);
  return head;
}

function columnHead(text, wide) {
  const cell = make("th", "", text);
  cell.scope = "col";
  cell.colSpan = wide;
  cell.setAttribute("role", "columnheader");
  return cell;
}

function drawBand(row, wide) {
  const line = make("tr", "band");
  line.setAttribute("role", "row");
  const cell = make("td", "", row.t);
  cell.colSpan = wide;
  cell.setAttribute("role", "cell");
  line.appendChild(cell);
  return line;
}

function drawRow(row) {
  const line = make("tr", row.edge ? "edge" : "");
  line.setAttribute("role", "row");
  const head = make("th", "", row.t);
  head.scope = "row";
  head.setAttribute("role", "rowheader");
  if (row.s) head.appendChild(make("small", "", row.s));
  line.appendChild(head);
  for (const cell of row.cells) {
    const spot = make("td");
    spot.setAttribute("role", "gridcell");
    spot.tabIndex = -1;
    spot.dataset.k = cell.k;
    if (cell.edge) spot.classList.add("edge");
    line.appendChild(spot);
  }
  return line;
}

function fillCell(spot, cell, cards) {
  const said = JSON.stringify([cell, cell.c.map(([id]) => cards[id])]);
  if (spot.dataset.said === said) return;
  spot.dataset.said = said;
  spot.classList.toggle("closed", Boolean(cell.shut));
  spot.classList.toggle("several", cell.c.length > 1);
  spot.replaceChildren(...cell.c.map(([id, part]) => drawCard(cards[id], id, part)));
  spot.dataset.label = [cell.a, ...cell.c.map(([id]) => cards[id].a)].join(" · ");
  spot.dataset.drawn = "";
  named(spot, "");
}

function named(spot, word) {
  spot.setAttribute("aria-label", `${spot.dataset.label} ${word}`.trim());
}

function paintPlaces(grid) {
  const { places, says } = grid.data;
  const shown = grid.picked !== null && grid.picked === grid.data.picked;
  grid.root.classList.toggle("placing", shown);
  const touched = new Set([...grid.coloured, ...(shown ? Object.keys(places) : [])]);
  grid.coloured = shown ? Object.keys(places) : [];
  for (const key of touched) {
    const spot = grid.spots.get(key);
    if (!spot) continue;
    const place = shown ? places[key] : undefined;
    const state = place ? place.s : "";
    const sign = place?.others.length ? "swap" : state;
    const drawn = place ? `${state} ${sign} ${place.t}` : "";
    if ((spot.dataset.drawn || "") !== drawn || (place && !spot.querySelector(":scope > .mark"))) {
      spot.querySelector(":scope > .mark")?.remove();
      if (place) {
        const mark = make("div", "mark");
        if (ICONS[sign]) mark.appendChild(icon(sign));
        if (place.t) mark.appendChild(make("span", "", place.t));
        spot.appendChild(mark);
      }
      spot.dataset.state = state;
      spot.dataset.drawn = drawn;
    }
    named(spot, place ? `${says[state] || ""} ${place.why}` : "");
  }
}

function paintMarks(grid) {
  for (const card of grid.root.querySelectorAll(".card.found, .card.picked")) card.classList.remove("found", "picked");
  const all = (id) => grid.root.querySelectorAll(`.card[data-id="${id}"]:not(.ghost)`);
  for (const id of grid.data.marked) for (const card of all(id)) card.classList.add("found");
  if (grid.picked !== null) for (const card of all(grid.picked)) card.classList.add("picked");
}
