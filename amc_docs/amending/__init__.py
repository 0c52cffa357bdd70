"""A submission on its official form: nothing of it lost, what is certain corrected, every gap marked."""
