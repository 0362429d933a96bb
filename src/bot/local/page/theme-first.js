// Runs before the first paint, so that a chosen theme does not flash. A classic script: modules wait for the document.
try {
  document.documentElement.dataset.theme = localStorage.getItem('stridebot.theme') ?? 'system';
} catch {
  document.documentElement.dataset.theme = 'system';
}
