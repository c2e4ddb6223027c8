"""A small HTTP service on the standard library; put FastAPI or Flask in its place when it grows."""
