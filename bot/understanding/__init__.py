"""The one place that reads English: safety, markers, steering and focus, found in a learner's own words."""
