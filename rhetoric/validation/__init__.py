"""Validation: what people say of the passages, and how right the themes are by it."""
