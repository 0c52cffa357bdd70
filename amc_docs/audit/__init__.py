"""Many files → one store and its outputs: gathered, checked by several processes, kept as results arrive, resumed."""
