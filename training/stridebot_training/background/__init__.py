"""A training run that goes on in the background for days: it survives kills, and renders fresh pictures as it learns."""
