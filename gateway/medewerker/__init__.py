"""The employee channel: a customer is seen for a purpose, after a decision and a line in the audit log, and no further."""
