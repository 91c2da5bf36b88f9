"""The doors through which people reach Sayso."""
