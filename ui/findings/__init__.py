"""What a careful reader would query, as a list to work through."""
