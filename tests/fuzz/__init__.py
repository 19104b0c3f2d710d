"""Fuzzing: whatever bytes come in, a reader gives a text that holds together or one `BadInput` line.

The suite tries a few hundred inputs; `FUZZ_EXAMPLES=20000 python3 -m pytest tests/fuzz` tries as many as you like.
Each crash that is found becomes a named case in the tests of its reader.
"""
