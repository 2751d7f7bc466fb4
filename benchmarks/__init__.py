"""Measurements. Times on shared machines drift, so every figure is a ratio to something measured in the same run."""
