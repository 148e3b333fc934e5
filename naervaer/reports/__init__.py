"""What people take along: the same content for several printers."""
