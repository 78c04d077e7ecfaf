// Runs before the first paint, as a file of its own because the page's policy forbids inline scripts.
(function applyStoredTheme() {
  try {
    const stored = localStorage.getItem('gatehouse.theme');
    if (stored === 'light' || stored === 'dark') document.documentElement.dataset.theme = stored;
  } catch {
    // Without storage the system's own setting decides.
  }
})();
