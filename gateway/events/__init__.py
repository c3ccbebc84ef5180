"""What bronnen tell us: messages in, answers forgotten, and those who listen woken."""
