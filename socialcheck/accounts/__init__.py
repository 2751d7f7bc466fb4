"""Reads account registers, finds their columns and checks their rows."""
