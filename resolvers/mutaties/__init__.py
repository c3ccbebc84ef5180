"""What can be changed: the roots of the mutations, one file a service, without any I/O of their own."""
