"""The one way from a change to a bron: looked at afresh, sent at most once, and confirmed by the bron."""
