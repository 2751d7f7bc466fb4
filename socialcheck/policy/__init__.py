"""Policies as data: read with addresses, checked, compiled, loaded, proved."""
