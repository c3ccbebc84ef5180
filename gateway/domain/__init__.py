"""The vocabulary of MijnServices: what things are, as Strawberry types without any I/O."""
