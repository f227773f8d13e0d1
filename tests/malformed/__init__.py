"""What people with nothing but a page may send, spoilt in thousands of ways, and what must come of it."""
