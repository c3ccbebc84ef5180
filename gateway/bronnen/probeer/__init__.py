"""Trying one bron out before it serves anybody: `gateway probeer` says step by step what is well and what to mend."""
