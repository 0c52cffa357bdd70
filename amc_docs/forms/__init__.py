"""Official documents as Word files: templates made from a type's schema, and templates filled with data."""
