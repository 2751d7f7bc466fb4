"""Bank holidays, stamps, monitored hours, reply targets, elections: pure functions of a moment."""
