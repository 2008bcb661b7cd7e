// Pointer: drag and drop with mouse, pen and finger, and click to pick, click to place.

const FAR = 5;
const HOLD = 220;

function listenToPointer(grid) {
  const { root } = grid;
  let down = null;

  const cardAt = (event) => event.target.closest?.(".card");
  const under = (x, y) => root.getRootNode().elementFromPoint(x, y);

  root.addEventListener("pointerdown", (event) => {
    if (event.button !== 0) return;
    const card = cardAt(event);
    down = { x: event.clientX, y: event.clientY, card, pointer: event.pointerId, touch: event.pointerType !== "mouse" };
    if (card && down.touch) down.timer = setTimeout(() => down && begin(grid, down), HOLD);
  });

  root.addEventListener("pointermove", (event) => {
    if (grid.drag) {
      carry(grid, event.clientX, event.clientY, under(event.clientX, event.clientY));
      return;
    }
    if (down?.card) {
      const far = Math.hypot(event.clientX - down.x, event.clientY - down.y) > FAR;
      if (far && down.touch) forget();
      else if (far) begin(grid, down);
    } else if (event.pointerType === "mouse") {
      grid.look(event.target.closest?.("td[data-k]") || null);
    }
  });

  root.addEventListener("pointerup", (event) => {
    const was = down;
    forget();
    if (grid.drag) {
      drop(grid, under(event.clientX, event.clientY));
      return;
    }
    if (was) click(grid, event);
  });

  root.addEventListener("pointercancel", () => {
    forget();
    if (grid.drag) endDrag(grid);
  });

  root.addEventListener("pointerleave", () => {
    if (!grid.drag) grid.look(null);
  });

  // A finger that carries a lesson does not scroll the page.
  root.addEventListener("touchmove", (event) => grid.drag && event.preventDefault(), { passive: false });
  root.addEventListener("contextmenu", (event) => (grid.drag || down?.touch) && event.preventDefault());

  function forget() {
    clearTimeout(down?.timer);
    down = null;
  }
}

function begin(grid, down) {
  const id = down.card.dataset.id;
  grid.drag = { id, ghost: down.card.cloneNode(true) };
  grid.drag.ghost.classList.add("ghost");
  grid.drag.ghost.style.width = `${Math.max(70, down.card.offsetWidth)}px`;
  grid.root.appendChild(grid.drag.ghost);
  grid.root.classList.add("dragging");
  try {
    grid.root.setPointerCapture(down.pointer);
  } catch {
    // The pointer is gone already: its end is told by pointercancel.
  }
  carry(grid, down.x, down.y, null);
  if (grid.picked !== id) grid.pick(id);
}

function carry(grid, x, y, target) {
  const { ghost } = grid.drag;
  ghost.style.left = `${x + 8}px`;
  ghost.style.top = `${y + 8}px`;
  grid.look(target?.closest("td[data-k]") || null);
  grid.parking.classList.toggle("over", Boolean(target?.closest(".parking")));
  const box = grid.scroll.getBoundingClientRect();
  const step = (at, low, high) => (at < low + 30 ? -14 : at > high - 30 ? 14 : 0);
  grid.scroll.scrollBy(step(x, box.left, box.right), step(y, box.top, box.bottom));
}

function endDrag(grid) {
  grid.drag.ghost.remove();
  grid.drag = null;
  grid.root.classList.remove("dragging");
  grid.parking.classList.remove("over");
}

function drop(grid, target) {
  const { id } = grid.drag;
  endDrag(grid);
  const spot = target?.closest("td[data-k]");
  if (spot && !spot.querySelector(`.card[data-id="${id}"]`)) {
    grid.placeAt(spot);
  } else if (target?.closest(".parking") && !grid.data.parked.includes(id)) {
    grid.send({ do: "park", lesson: id });
  } else if (!spot) {
    grid.putDown();
  }
}

function click(grid, event) {
  const card = event.target.closest(".card");
  const spot = event.target.closest("td[data-k]");
  if (spot) grid.focusOn(spot.dataset.k);
  if (grid.picked === null) {
    if (card) grid.pick(card.dataset.id);
  } else if (card?.dataset.id === grid.picked) {
    grid.putDown();
  } else if (spot) {
    grid.placeAt(spot);
  } else if (card) {
    grid.pick(card.dataset.id);
  } else if (event.target.closest(".parking") && !grid.data.parked.includes(grid.picked)) {
    grid.command("park");
  }
}
