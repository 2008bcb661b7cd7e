"""The pages a dean works in, in a browser; they reach services and jobs, never the engine."""
