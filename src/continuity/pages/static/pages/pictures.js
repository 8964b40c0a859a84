// Moving the day: the tiles go from where they were to where they are, unless motion is unwanted.
// Pointing at a tile says what it is and marks those that share its heir. The page is whole without.
const MOVE = 400;
let before = null;

const place = (tile) => ({
  x: tile.x.baseVal.value, y: tile.y.baseVal.value,
  width: tile.width.baseVal.value, height: tile.height.baseVal.value,
  fill: tile.getAttribute("fill"),
});
const quilt = () => document.querySelector("[data-quilt]");

document.addEventListener("htmx:beforeSwap", () => {
  const shown = quilt();
  before = shown && {
    key: shown.dataset.quilt,
    tiles: new Map([...shown.querySelectorAll("rect[id]")].map((tile) => [tile.id, place(tile)])),
  };
});

document.addEventListener("htmx:afterSwap", () => {
  const shown = quilt();
  const still = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
  if (shown && before && !still && before.key === shown.dataset.quilt) {
    for (const tile of shown.querySelectorAll("rect[id]")) move(tile, before.tiles.get(tile.id));
  }
  before = null;
  ready();
});

// The line for what a pointer finds keeps its room, so that nothing jumps.
function ready() {
  for (const words of document.querySelectorAll("[data-pointed]")) words.hidden = false;
}
ready();

function move(tile, was) {
  const is = place(tile);
  if (!was || !is.width || !is.height) return;
  const wide = was.width / is.width, high = was.height / is.height;
  const from = `translate(${was.x - wide * is.x}px, ${was.y - high * is.y}px) scale(${wide}, ${high})`;
  tile.animate(
    [{ transform: from, fill: was.fill }, { transform: "none", fill: is.fill }],
    { duration: MOVE, easing: "ease-in-out" },
  );
}

document.addEventListener("pointerover", (event) => {
  const tile = event.target.closest?.("[data-quilt] rect[id]");
  for (const same of document.querySelectorAll("[data-quilt] rect.same")) same.classList.remove("same");
  const words = document.querySelector("[data-pointed]");
  if (!words) return;
  words.textContent = tile ? tile.querySelector("title").textContent : "";
  if (!tile) return;
  for (const same of document.querySelectorAll(`[data-to="${CSS.escape(tile.dataset.to)}"]`)) same.classList.add("same");
});
