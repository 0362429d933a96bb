// Runs before the first paint, so that the wrong theme does not flash. A classic script, because modules are deferred.
try {
  document.documentElement.dataset.theme = localStorage.getItem('stridebot.theme') ?? 'system';
} catch {
  document.documentElement.dataset.theme = 'system';
}
