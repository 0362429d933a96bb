"""Pictures with captions, rendered from permissively licensed sprites and a little procedural drawing."""
