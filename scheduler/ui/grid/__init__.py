"""The timetable on the screen: cards in a grid that can be picked up, and what is said of every place."""
