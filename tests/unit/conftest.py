"""Property tests give the same result on every machine and leave no files behind."""

from hypothesis import settings

settings.register_profile("steady", deadline=None, derandomize=True, database=None, max_examples=300)
settings.load_profile("steady")
