/* The desk by keyboard: j and k move, Enter opens, x chooses, / finds. Nothing here is needed to work. */
(() => {
  const lines = [...document.querySelectorAll(".desk-list tbody tr")];
  let at = -1;
  const go = (to) => {
    if (!lines.length) return;
    lines[at]?.classList.remove("desk-here");
    at = Math.max(0, Math.min(lines.length - 1, to));
    lines[at].classList.add("desk-here");
    lines[at].querySelector(".desk-open").focus();
  };
  addEventListener("keydown", (event) => {
    const typing = event.target.closest("input:not([type=checkbox]),textarea,select");
    if (typing || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "/") { document.getElementById("q")?.focus(); event.preventDefault(); }
    else if (event.key === "j") go(at + 1);
    else if (event.key === "k") go(at - 1);
    else if (event.key === "x" && at >= 0) lines[at].querySelector("input[type=checkbox]").click();
  });
})();
