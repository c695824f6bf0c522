// Runs before the first paint: sets the color scheme that was chosen, else the system's.
const system = window.matchMedia('(prefers-color-scheme: dark)');

function apply() {
  let chosen = null;
  try {
    chosen = localStorage.getItem('theme');
  } catch {
    // storage is off: the system's scheme it is
  }
  document.documentElement.dataset.bsTheme = chosen ?? (system.matches ? 'dark' : 'light');
}

apply();
system.addEventListener('change', apply);
window.addEventListener('storage', apply);
