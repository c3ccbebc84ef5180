"""What can be asked: the roots of the schema, one file a service, without any I/O of their own."""
