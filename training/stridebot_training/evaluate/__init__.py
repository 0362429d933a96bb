"""How well a finished package draws what it was asked for, measured by a small recogniser trained apart from it."""
