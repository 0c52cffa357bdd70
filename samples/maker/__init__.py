"""The maker of the samples: see ../README.md."""
