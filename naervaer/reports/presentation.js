// One slide at a time: arrows, space and page keys turn it, a click too, Home and End go to the ends, f fills the screen.
const slides = [...document.querySelectorAll(".slide")];
let now = 0;
function show(place) {
  now = Math.max(0, Math.min(slides.length - 1, place));
  slides.forEach((slide, number) => slide.classList.toggle("now", number === now));
  history.replaceState(null, "", `#${now + 1}`);
}
const turns = {
  ArrowRight: () => now + 1, ArrowDown: () => now + 1, PageDown: () => now + 1, " ": () => now + 1, Enter: () => now + 1,
  ArrowLeft: () => now - 1, ArrowUp: () => now - 1, PageUp: () => now - 1, Backspace: () => now - 1,
  Home: () => 0, End: () => slides.length - 1,
};
addEventListener("keydown", event => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === "f") document.documentElement.requestFullscreen?.();
  if (turns[event.key]) { event.preventDefault(); show(turns[event.key]()); }
});
addEventListener("click", event => show(now + (event.clientX < innerWidth / 4 ? -1 : 1)));
document.body.classList.add("turning");
show((parseInt(location.hash.slice(1)) || 1) - 1);
