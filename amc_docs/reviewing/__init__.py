"""The documents with which a reviewer answers a submission: informe de observaciones, its letter, its matrix."""
