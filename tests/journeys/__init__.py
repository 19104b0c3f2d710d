"""What people come to do, from beginning to end, by the keys that they press, in the real window."""
