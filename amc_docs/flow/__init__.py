"""Activities as a flow: who does what with what, where it comes from and goes to, and where that is broken."""
