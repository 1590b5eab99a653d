"""The tests. A package of its own: a library we test with installs another of the same name."""
