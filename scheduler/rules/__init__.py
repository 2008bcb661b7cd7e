"""What a rule is: how the solver is told and how a finished timetable is judged."""
