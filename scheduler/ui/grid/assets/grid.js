// The grid: what is shown, what is picked up, and what is said about it. Events go to Python as `act`.

class Grid {
  constructor(parent) {
    this.root = make("div", "timetable-grid");
    parent.appendChild(this.root);
    this.tools = make("div", "tools");
    this.tools.setAttribute("role", "toolbar");
    this.hint = make("div", "hint");
    this.hint.setAttribute("role", "status");
    this.hint.setAttribute("aria-live", "polite");
    this.scroll = make("div", "scroll");
    this.parking = make("div", "parking");
    this.tip = make("div", "tip");
    this.tip.hidden = true;
    this.tip.setAttribute("aria-hidden", "true");
    this.root.append(this.tools, this.hint, this.scroll, this.parking, this.tip);
    this.shape = "";
    this.spots = new Map();
    this.coloured = [];
    this.lines = [];
    this.picked = null;
    this.sent = 0;
    this.focused = "";
    listenToPointer(this);
    listenToKeys(this);
  }

  show(data) {
    const focus = this.scroll.contains(this.active());
    // What is picked up is known here first: an answer to anything but the last act says nothing new of it.
    if (!this.data) this.sent = data.answer;
    this.data = data;
    if (data.answer === this.sent) this.picked = data.picked;
    if (data.shape !== this.shape) this.build();
    if (data.drawn !== this.drawn) {
      this.drawn = data.drawn;
      for (const row of data.rows) for (const cell of row.cells || []) fillCell(this.spots.get(cell.k), cell, data.cards);
    }
    this.showParking();
    this.showTools();
    this.repaint();
    this.say(data.hint);
    if (focus) this.focusOn(this.focused);
  }

  build() {
    const { data } = this;
    this.shape = data.shape;
    this.drawn = "";
    this.coloured = [];
    this.root.dataset.view = data.view;
    const table = make("table");
    table.setAttribute("role", "grid");
    table.setAttribute("aria-label", data.label);
    const body = make("tbody");
    this.spots.clear();
    this.lines = [];
    for (const row of data.rows) {
      if (row.kind === "band") {
        body.appendChild(drawBand(row, data.columns.length + 1));
        continue;
      }
      const line = drawRow(row);
      const spots = [...line.querySelectorAll("td")];
      this.lines.push(spots);
      for (const spot of spots) this.spots.set(spot.dataset.k, spot);
      body.appendChild(line);
    }
    table.append(drawHead(data), body);
    this.scroll.replaceChildren(table);
    if (!this.spots.has(this.focused)) this.focused = this.lines[0]?.[0]?.dataset.k || "";
    const first = this.spots.get(this.focused);
    if (first) first.tabIndex = 0;
  }

  showParking() {
    const { data } = this;
    const said = JSON.stringify([data.parked, data.parked.map((id) => data.cards[id]), data.says.parking]);
    if (this.parking.dataset.said === said) return;
    this.parking.dataset.said = said;
    const cards = data.parked.map((id) => {
      const card = drawCard(data.cards[id], id, 0);
      card.tabIndex = 0;
      card.setAttribute("role", "button");
      card.setAttribute("aria-label", data.cards[id].a);
      return card;
    });
    const name = make("span", "name", `${data.says.parking} (${data.parked.length})`);
    const empty = cards.length ? [] : [make("span", "line", data.says.parking_empty)];
    this.parking.replaceChildren(name, ...cards, ...empty);
  }

  showTools() {
    const { says, undo, redo, cards } = this.data;
    const card = this.picked === null ? undefined : cards[this.picked];
    const fixed = !card || card.lock === "pin";
    const parked = this.data.parked.includes(this.picked);
    const wanted = [
      ["undo", undo ? `${says.undo} ${undo}` : says.undo, !undo, says.undo],
      ["redo", redo ? `${says.redo} ${redo}` : says.redo, !redo, says.redo],
      ["lock", card?.lock === "lock" ? says.unlock : says.lock, fixed || parked],
      ["park", says.park, fixed || parked || card?.lock === "lock"],
      ["why", says.why, !card || parked],
      ["put", says.put, !card],
    ];
    const said = JSON.stringify(wanted);
    if (this.tools.dataset.said === said) return;
    this.tools.dataset.said = said;
    const buttons = wanted.map(([name, title, off, short]) => {
      const button = make("button", `tool ${name}`, short || title);
      button.type = "button";
      button.title = title;
      button.disabled = off;
      button.onclick = () => this.command(name);
      return button;
    });
    const legend = make("span", "legend");
    for (const state of ["free", "costs", "swap", "blocked"]) {
      const one = make("span", `key ${state}`);
      one.append(icon(state), make("span", "", says[state]));
      legend.appendChild(one);
    }
    this.tools.replaceChildren(...buttons, legend);
  }

  repaint() {
    paintPlaces(this);
    paintMarks(this);
  }

  say(text) {
    if (this.hint.textContent !== text) this.hint.textContent = text;
  }

  active() {
    return this.root.getRootNode().activeElement;
  }

  focusOn(key) {
    const spot = this.spots.get(key);
    if (!spot) return;
    const before = this.spots.get(this.focused);
    if (before) before.tabIndex = -1;
    this.focused = key;
    spot.tabIndex = 0;
    spot.focus({ preventScroll: false });
  }

  // What the pointer or the focus is on: its reason in the line above the table, and beside the cell.
  look(spot) {
    this.root.querySelector("td.over")?.classList.remove("over");
    for (const card of this.root.querySelectorAll(".card.with")) card.classList.remove("with");
    const place = spot && this.picked !== null && this.picked === this.data.picked && this.data.places[spot.dataset.k];
    this.tip.hidden = !place;
    if (!spot) return;
    spot.classList.add("over");
    if (!place) {
      if (this.picked === null) this.say(spot.dataset.label);
      return;
    }
    this.say([`${this.data.says[place.s] || ""} ${place.t}`.trim(), place.why, spot.dataset.label].filter(Boolean).join(" · "));
    for (const id of place.others) {
      for (const card of this.root.querySelectorAll(`.card[data-id="${id}"]`)) card.classList.add("with");
    }
    this.tip.className = `tip ${place.s}`;
    this.tip.textContent = [`${this.data.says[place.s] || ""} ${place.t}`.trim(), place.why].filter(Boolean).join(" · ");
    const box = spot.getBoundingClientRect();
    const wide = Math.min(320, window.innerWidth - 16);
    this.tip.style.maxWidth = `${wide}px`;
    this.tip.style.left = `${Math.max(8, Math.min(box.left, window.innerWidth - this.tip.offsetWidth - 8))}px`;
    const below = box.bottom + 6;
    const fits = below + this.tip.offsetHeight < window.innerHeight;
    this.tip.style.top = `${fits ? below : Math.max(4, box.top - this.tip.offsetHeight - 6)}px`;
  }

  command(name) {
    if (name === "put") this.putDown();
    else if (name === "undo" || name === "redo") this.send({ do: name });
    else if (this.picked !== null) this.send({ do: name, lesson: this.picked });
  }

  pick(id) {
    const card = this.data.cards[id];
    if (!card) return;
    this.picked = id;
    this.showTools();
    this.repaint();
    this.say(card.a);
    this.send({ do: "pick", lesson: id });
  }

  putDown() {
    if (this.picked === null) return;
    this.picked = null;
    this.look(null);
    this.showTools();
    this.repaint();
    this.send({ do: "put" });
  }

  // Place the picked lesson; where it may not stand the reason is said and nothing is sent.
  placeAt(spot) {
    const key = spot.dataset.k;
    const known = this.picked === this.data.picked;
    const place = this.data.places[key];
    if (known && (!place || ["blocked", "here", "same"].includes(place.s))) {
      this.look(spot);
      return false;
    }
    spot.classList.add("pending");
    setTimeout(() => spot.classList.remove("pending"), 2000);
    this.send({ do: "place", lesson: this.picked, cell: key });
    return true;
  }
}

const GRIDS = new WeakMap();

export default function (component) {
  const { data, parentElement, setTriggerValue } = component;
  let grid = GRIDS.get(parentElement);
  if (!grid) {
    grid = new Grid(parentElement);
    GRIDS.set(parentElement, grid);
  }
  grid.send = (what) => {
    grid.sent += 1;
    setTriggerValue("act", { ...what, rev: grid.data.rev, n: grid.sent });
  };
  grid.show(data);
}
