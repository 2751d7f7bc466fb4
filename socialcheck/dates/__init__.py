"""Bank holidays, stamps, monitored hours, reply targets and election timetables: pure functions of a moment."""
