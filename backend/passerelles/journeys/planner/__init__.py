"""The planner: pure, sees only the compiled catalogue and the graph. A question in, a few itineraries out."""
