"""Reading drafted posts and judging them."""
