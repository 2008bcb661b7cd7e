"""Files of FET, a free timetabling program: read as schools and as timetables, written locked or anew."""
