// Keyboard: arrows move, Enter picks up and places, Escape puts down; the letters are told in the help line.

const STEPS = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };
const COMMANDS = { l: "lock", w: "why", Delete: "park", Backspace: "park" };

function listenToKeys(grid) {
  grid.root.addEventListener("keydown", (event) => {
    if (handle(grid, event)) {
      event.preventDefault();
      event.stopPropagation();
    }
  });
  // Escape puts down wherever the focus is, as long as the grid is on the page.
  const anywhere = (event) => {
    if (!grid.root.isConnected) document.removeEventListener("keydown", anywhere);
    else if (event.key === "Escape") grid.putDown();
  };
  document.addEventListener("keydown", anywhere);
  grid.root.addEventListener("focusin", (event) => {
    const spot = event.target.closest("td[data-k]");
    if (spot) grid.look(spot);
  });
}

function handle(grid, event) {
  const { key } = event;
  if ((event.ctrlKey || event.metaKey) && key.toLowerCase() === "z") {
    grid.command(event.shiftKey ? "redo" : "undo");
    return true;
  }
  if ((event.ctrlKey || event.metaKey) && key.toLowerCase() === "y") {
    grid.command("redo");
    return true;
  }
  if (event.ctrlKey || event.metaKey || event.altKey) return false;
  if (key === "Escape") {
    grid.putDown();
    return true;
  }
  if (event.target.closest("button")) return false;
  const spot = event.target.closest("td[data-k]");
  const parked = event.target.closest(".parking .card");
  if (key === "Enter" || key === " ") return enter(grid, spot, parked);
  if (COMMANDS[key]) {
    if (grid.picked !== null) grid.command(COMMANDS[key]);
    return true;
  }
  return spot !== null && move(grid, spot, key);
}

function move(grid, spot, key) {
  const row = grid.lines.findIndex((line) => line.includes(spot));
  const column = grid.lines[row].indexOf(spot);
  let next;
  if (STEPS[key]) next = grid.lines[row + STEPS[key][0]]?.[column + STEPS[key][1]];
  else if (key === "Home") next = grid.lines[row][0];
  else if (key === "End") next = grid.lines[row].at(-1);
  else return false;
  if (next) grid.focusOn(next.dataset.k);
  return true;
}

// Enter on a cell of several lessons takes them in turn.
function enter(grid, spot, parked) {
  if (parked) {
    if (grid.picked === parked.dataset.id) grid.putDown();
    else grid.pick(parked.dataset.id);
    return true;
  }
  if (!spot) return false;
  const ids = [...spot.querySelectorAll(".card")].map((card) => card.dataset.id);
  if (grid.picked === null) {
    if (ids.length) grid.pick(ids[0]);
  } else if (ids.includes(grid.picked)) {
    const next = ids[ids.indexOf(grid.picked) + 1];
    if (next) grid.pick(next);
    else grid.putDown();
  } else {
    grid.placeAt(spot);
  }
  return true;
}
