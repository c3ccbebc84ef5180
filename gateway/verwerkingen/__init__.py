"""The processing log (Logboek dataverwerkingen, Logius): whose data was processed, when and what for; never the data."""
