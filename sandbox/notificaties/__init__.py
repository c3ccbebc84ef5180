"""Open Notificaties 1.16 as it behaves: subscriptions that are tried out, and messages that come late, twice or mixed up."""
