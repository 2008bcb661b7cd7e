"""The search: a CP-SAT model of the rules it is given, and a stream of timetables each better than the last."""
