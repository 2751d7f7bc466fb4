"""Reading and triaging the public's comments."""
